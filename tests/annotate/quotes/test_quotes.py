"""Who says what: forms, sides, speakers, roles and outlets in four languages, and text that misbehaves."""

import time

import pytest

from tolqyn.annotate.quotes import QuoteAnnotator, annotate_text, content_key
from tolqyn.annotate.roles import Annotator, Marked
from tolqyn.model.reading import Name, Quote, Text


def marked(text: str, language: str = "ru", names: tuple[Name, ...] = ()) -> Marked:
    """A bare text, its sentences left to the annotator."""
    return Marked(Text("doc_test", text, language, None, 0, ()), names)


def quotes(text: str, language: str = "ru") -> list[dict[str, str | None]]:
    """Each quote as words, so that a test reads like the text."""
    return [words(text, one) for one in annotate_text(marked(text, language))]


def words(text: str, one: Quote) -> dict[str, str | None]:
    """What the spans of a quote mark."""
    cut = {
        "content": text[one.start : one.stop],
        "cue": None if one.cue_start is None else text[one.cue_start : one.cue_stop],
        "speaker": None if one.speaker_start is None else text[one.speaker_start : one.speaker_stop],
    }
    return {**cut, "name": one.speaker_name, "role": one.role, "via": one.via, "form": one.form}


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "ru",
            "«Снега не будет», — заявил синоптик Егор Ветров.",
            ("Снега не будет", "заявил", "Егор Ветров", "expert"),
        ),
        (
            "ru",
            "Мэр Ветрова: «Снега не будет».",
            ("Снега не будет", None, "Ветрова", "official"),
        ),
        (
            "ru",
            "По словам депутата Егора Ветрова, снега не будет.",
            ("снега не будет", "По словам", "Егора Ветрова", "politician"),
        ),
        (
            "ru",
            "Снега не будет, сообщили в Минприроды.",
            ("Снега не будет", "сообщили", "Минприроды", "official"),
        ),
        (
            "ru",
            "Снега в городе больше не будет — мэрия Озёрска",
            ("Снега в городе больше не будет", None, "мэрия Озёрска", "official"),
        ),
        (
            "uk",
            "За словами речниці мерії Олени Лісової, снігу не буде.",
            ("снігу не буде", "За словами", "Олени Лісової", "official"),
        ),
        (
            "en",
            "“There will be no snow,” said mayor Ann Field.",
            ("There will be no snow", "said", "Ann Field", "official"),
        ),
        (
            "kk",
            "«Қар жаумайды», – деді әкім Асқар Бөрібаев.",
            ("Қар жаумайды", "деді", "Асқар Бөрібаев", "official"),
        ),
        (
            "kk",
            "Сарапшы Асқар Бөрібаевтың айтуынша, қар жаумайды.",
            ("қар жаумайды", "айтуынша", "Асқар Бөрібаевтың", "expert"),
        ),
    ],
)
def test_content_cue_speaker_and_role(language: str, text: str, wanted: tuple[str | None, ...]) -> None:
    """The commonest orders of each language."""
    (one,) = quotes(text, language)
    assert (one["content"], one["cue"], one["speaker"], one["role"]) == wanted


def test_a_quote_that_its_cue_parts_is_two_with_one_speaker() -> None:
    """«…, — сказал X. — …» gives two quotes that share cue and speaker."""
    first, second = quotes("«Это не снег, — сказал Егор Ветров. — Это град».")
    assert (first["content"], second["content"]) == ("Это не снег", "Это град")
    assert first["cue"] == second["cue"] == "сказал" and first["speaker"] == second["speaker"] == "Егор Ветров"


def test_names_are_put_into_the_nominative() -> None:
    """The speaker's span stands as the text has it, his name does not."""
    (one,) = quotes("По мнению политолога Марата Сеидова, снега не будет.")
    assert one["name"] == "Марат Сеидов"


def test_a_pronoun_is_resolved_where_one_person_fits() -> None:
    """And left open where two do."""
    text = "Выступила глава банка Эльмира Набоева. «Ставка вырастет», — сказала она."
    assert quotes(text)[0]["name"] == "Эльмира Набоева"
    two = "Министр Павел Гринёв встретил посла Анвара Юлдашева. Он заявил, что снега не будет."
    assert quotes(two)[0]["name"] is None and quotes(two)[0]["speaker"] == "Он"


def test_an_outlet_that_refers_to_somebody_only_passes_it_on() -> None:
    """“X сообщает со ссылкой на Y”: Y speaks."""
    (one,) = quotes("Reuters сообщает со ссылкой на источник в мэрии, что снега не будет.")
    assert (one["speaker"], one["role"], one["via"]) == ("источник в мэрии", "anonymous", "Reuters")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Компания «Северный снег» купила завод «Полюс»."),
        ("ru", "Так называемые «миротворцы» вошли в деревню."),
        ("ru", "Мэр не сообщил, что снега не будет."),
        ("ru", "Стоит отметить, что снега давно не было."),
        ("ru", "Матч начнётся в 16:18 по московскому времени."),
        ("uk", "У кінотеатрі «Обрій» показали стрічку «Тиха вода»."),
        ("en", "The film “Quiet Shore” opened on Friday."),
        ("kk", "«Тыныш жаға» фильмі «Алтын желкен» байқауында жүлде алды."),
        ("fr", "« Il neige », a dit le maire Jean Dupont."),
        ("ru", " \n "),
    ],
)
def test_no_quote_where_nobody_speaks(language: str, text: str) -> None:
    """Names, titles, irony, denials, times, and languages without a grammar."""
    assert quotes(text, language) == []


def test_markup_and_entities_are_no_obstacle_and_spans_stay_true() -> None:
    """Telegram's emphasis, links and what HTML leaves behind."""
    (one,) = quotes("**Егор Ветров** [заявил](https://t.me/x/1), что снега __не будет__.")
    assert one["cue"] == "заявил" and one["speaker"] == "Егор Ветров" and str(one["content"]).startswith("снега")
    assert quotes("<b>Ветров</b>: &laquo;Снега больше не будет&raquo;")[0]["content"] == "Снега больше не будет"


def test_names_of_the_names_component_are_used() -> None:
    """Its normal form and entity stand in the quote."""
    text = "«Снега не будет», — сказал Ветров."
    start = text.index("Ветров")
    name = Name("nam_1", "doc_test", start, start + 6, "Ветров", "PER", "Егор Ветров", "ent_v", 0.9, "n/1")
    (one,) = annotate_text(marked(text, names=(name,)))
    assert (one.speaker_name, one.speaker_entity) == ("Егор Ветров", "ent_v")


def test_it_is_an_annotator_and_a_text_does_not_depend_on_its_neighbours() -> None:
    """The contract of the roles."""
    annotator = QuoteAnnotator()
    texts = [marked("«Нет», — сказал Ветров."), marked("“No,” said Ann Field.", "en"), marked("", "kk")]
    assert isinstance(annotator, Annotator) and annotator.role == "quotes"
    assert annotator.annotate(texts) == [annotator.annotate([one])[0] for one in texts]


@pytest.mark.parametrize("unit", ["«", '« “ " „ ', "— слово, ", "слово, сказал он, что и то, ", "Он сказал: «Да». "])
def test_time_grows_with_length_whatever_the_text(unit: str) -> None:
    """Unbalanced marks and endless sentences: four times the text takes far less than sixteen times as long."""
    spent = []
    for size in (6_000, 24_000):
        began = time.process_time()
        annotate_text(marked(unit * (size // len(unit))))
        spent.append(time.process_time() - began)
    assert spent[1] < 8 * spent[0] + 0.5


def test_a_long_text_is_read_to_its_end_at_the_right_places() -> None:
    """Pieces of a long text give spans of the whole."""
    text = "Прошёл ещё один день без снега и дождя. " * 400 + "По словам Егора Ветрова, снега не будет."
    (one,) = quotes(text)
    assert one["content"] == "снега не будет"


def test_content_key_is_equal_for_equal_words() -> None:
    """Marks, case, ё and markup make no difference."""
    assert content_key("«Всё **будет** хорошо!»") == content_key("все будет\nхорошо")
