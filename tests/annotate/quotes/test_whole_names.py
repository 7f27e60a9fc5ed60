"""A speaker is called as the reader of names has him, where that says more than the rules found."""

from tolqyn import annotate
from tolqyn.annotate.names import NamesAnnotator
from tolqyn.annotate.quotes import QuoteAnnotator
from tolqyn.annotate.roles import Marked
from tolqyn.model.reading import Name

TEXT = "«Мы ответим на это решение», — заявил политолог Ерлан Карин."


def test_a_surname_that_is_also_a_given_name_speaks_with_his_whole_name() -> None:
    text = annotate.bare_text(TEXT, "ru", annotate.every_country())
    names = tuple(name for name in NamesAnnotator().annotate([Marked(text)])[0] if isinstance(name, Name))
    (quote,) = QuoteAnnotator().annotate([Marked(text, names)])[0]
    assert (quote.speaker_name, quote.role) == ("Ерлан Карин", "expert")
    assert TEXT[quote.speaker_start : quote.speaker_stop] == "Ерлан Карин"
    assert TEXT[quote.role_start : quote.role_stop] == "политолог"


def test_without_names_the_rules_alone_find_him() -> None:
    text = annotate.bare_text(TEXT, "ru", annotate.every_country())
    (quote,) = QuoteAnnotator().annotate([Marked(text)])[0]
    assert quote.speaker_name is not None and quote.speaker_name.endswith("Карин")
