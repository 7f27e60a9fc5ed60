"""As what somebody is quoted: the words of the text mapped to the short list of roles."""

from tolqyn.annotate.quotes.passage import Passage
from tolqyn.annotate.quotes.phrases import Phrase
from tolqyn.annotate.words import fold
from tolqyn.model.reading import Role

_STATE = ("федеральн", "космическ", "агентства", "державн", "ұлттық")
_FORMER_OFFICE: frozenset[Role] = frozenset(("official",))


def role_of(passage: Passage, phrase: Phrase) -> Role | None:
    """The role that a phrase gives its speaker, `None` where it gives none.

    Who asks not to be named is anonymous, whatever he is; who once held an office is a politician; who heads or
    speaks for something is what that is.
    """
    head = phrase.head
    words = phrase.role or phrase.whole
    text = fold(passage.slice(words))
    modifiers = passage.words.rest["roles"]["modifiers"]
    surroundings = fold(
        passage.text[passage.tokens[phrase.whole[0]].start : passage.tokens[phrase.whole[1] - 1].stop + 60]
    )
    if phrase.name is None and any(mark in surroundings for mark in modifiers["anonymous"]):
        return "anonymous"
    if head is None:
        return None
    if head.role == "journalist" and head.type == "org" and any(word.startswith(_STATE) for word in text.split()):
        return "official"
    if head.role == "official" and phrase.name is None and text.split()[-1][:7] in ("дипломат"[:7], "diploma"):
        return "anonymous"
    role = (
        _of_what_is_headed(passage, text) or _of_a_firm(passage, phrase) or head.role or "official"
        if head.relational
        else head.role
    )
    if role is None and head.type == "org":
        return None
    if role in _FORMER_OFFICE and any(
        word in text.split() or text.startswith(word + "-") for word in modifiers["former"]
    ):
        return "politician"
    return role


def _of_a_firm(passage: Passage, phrase: Phrase) -> Role | None:
    """Who heads or speaks for a name in Latin letters that no list knows is taken for business (“глава Ryanair”)."""
    if passage.language == "en":
        return None
    words = phrase.role or phrase.whole
    for place in range(words[0] + 1, words[1]):
        low = passage.low(place)
        if low.isascii() and passage.tokens[place].is_capital and len(low) > 2 and low not in passage.words.heads:
            return "business"
    return None


def _of_what_is_headed(passage: Passage, text: str) -> Role | None:
    """The role of an organisation by a stem in the words behind a head (“глава комитета Совфеда”)."""
    for role, stems in passage.words.rest["roles"]["relational"].items():
        for stem in stems:
            if any(word.startswith(stem) for word in text.split()) or (" " in stem and stem in text):
                return role  # type: ignore[no-any-return]
    return None
