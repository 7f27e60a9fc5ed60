"""Who issued a document that “says”: «говорится в заявлении фонда …»."""

from tolqyn.annotate.quotes.drafts import Source
from tolqyn.annotate.quotes.heads import head_at
from tolqyn.annotate.quotes.morphology import analysis
from tolqyn.annotate.quotes.noun_phrases import phrase_at
from tolqyn.annotate.quotes.passage import Passage

_FURTHEST = 7


def issuer(passage: Passage, place: int, stop: int) -> Source | None:
    """The phrase behind a document's noun; `None` where no such noun stands near."""
    for here in range(place, min(place + _FURTHEST, stop)):
        if passage.low(here) in (",", ":", ";") or head_at(passage, here) is not None:
            return None
        if not is_document(passage, here):
            continue
        for later in range(here + 1, min(here + 3, stop)):
            if not passage.tokens[later].is_word and passage.stretch_from(later) is None:
                break
            phrase = phrase_at(passage, later, stop, "g") or phrase_at(passage, later, stop, "n")
            if phrase is not None and (
                phrase.head is None or phrase.head.role is not None or phrase.name is not None or later == here + 1
            ):
                return Source(phrase, stop=phrase.whole[1])
        return Source(stop=here + 1)
    return None


def is_document(passage: Passage, place: int) -> bool:
    """Whether a word is one of the documents of the list, in any case."""
    nouns = passage.words.phrases("documents")
    low = passage.low(place)
    if passage.language == "ru":
        return any(one.lemma in nouns for one in analysis("ru")(low))
    return any(low.startswith(noun[:-1]) and len(low) - len(noun) < 3 for noun in nouns)
