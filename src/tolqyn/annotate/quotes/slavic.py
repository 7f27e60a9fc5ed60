"""The grammar of attribution in Russian and Ukrainian."""

from tolqyn.annotate.quotes.documents import is_document, issuer
from tolqyn.annotate.quotes.drafts import Draft, Grammar, Source
from tolqyn.annotate.quotes.lexicon import Cue
from tolqyn.annotate.quotes.morphology import analysis
from tolqyn.annotate.quotes.noun_phrases import phrase_at
from tolqyn.annotate.quotes.passage import Passage, Range
from tolqyn.annotate.quotes.phrases import Phrase
from tolqyn.annotate.quotes.reported import reported
from tolqyn.annotate.quotes.subjects import subject_after, subject_before

_LEFT = 2


def alone(passage: Passage, start: int, stop: int) -> Phrase | None:
    """A phrase that fills a range and can be nothing but a speaker: a person, an office, an organisation."""
    if start >= stop:
        return None
    if is_document(passage, start):
        source = issuer(passage, start, stop)
        return source.phrase if source is not None else None
    phrase = phrase_at(passage, start, stop, "n")
    if phrase is None or phrase.kind == "pronoun" or stop - phrase.whole[1] > _LEFT:
        return None
    if any(
        passage.tokens[place].is_word and not passage.low(place).isdigit() for place in range(phrase.whole[1], stop)
    ):
        return None
    if phrase.kind == "name":
        if phrase.head is not None and not phrase.head.is_listed:
            return None
        return phrase if phrase.head is not None or _is_surname(passage, phrase) else None
    if phrase.head is not None and phrase.head.role is not None:
        return phrase
    return None


def _is_surname(passage: Passage, phrase: Phrase) -> bool:
    """Whether a bare name is a person's: no place, and a surname or a given name by the dictionary or its ending."""
    first, last = phrase.speaker
    readings = [one for place in range(first, last) for one in analysis(passage.language)(passage.low(place))]
    if any(one.is_place for one in readings) and last - first == 1:
        return False
    if last - first == 1 and passage.language == "uk":
        return passage.low(first).endswith(("енко", "ський", "цький", "чук", "юк", "ко", "ов", "ін", "ук", "ак"))
    return any(one.is_surname or one.is_given for one in readings) or passage.low(last - 1).endswith(("ский", "цкий"))


def before(passage: Passage, start: int, cue_place: int, cue: Cue) -> Source | None:
    """The source before a cue."""
    return subject_before(passage, start, cue_place, cue)


def after(passage: Passage, place: int, stop: int, cue: Cue) -> Source | None:
    """The source behind a cue: who issued the document, whose words are cited, or the subject."""
    if passage.low(place - 1) in passage.words.rest["forms"]["document"]:
        return issuer(passage, place, stop)
    if "cite" in cue.kinds:
        cited = _cited(passage, place, stop, cue)
        if cited is not None:
            return cited
    return subject_after(passage, place, stop, cue)


_WORDS_OF = ("слова", "слово", "высказывание", "мнение", "комментарий", "висловлювання", "думку")


def _cited(passage: Passage, place: int, stop: int, cue: Cue) -> Source | None:
    """“цитирует блогера N”, “приводит слова N”: N speaks, the subject passes it on."""
    for here in range(place, min(place + 6, stop)):
        if passage.low(here) in _WORDS_OF:
            speaker = phrase_at(passage, here + 1, stop, "g")
            return _passed_on(passage, (place, here), speaker, stop, cue)
    if cue.lemma.startswith(("цит", "процит")) and place < stop and passage.tokens[place].is_word:
        speaker = phrase_at(passage, place, stop, "a") or phrase_at(passage, place, stop, "g")
        return _passed_on(passage, (place, place), speaker, stop, cue)
    return None


def _passed_on(passage: Passage, between: Range, speaker: Phrase | None, stop: int, cue: Cue) -> Source | None:
    """The source of words passed on; the outlet stands between cue and “слова”, behind the speaker, or before all."""
    if speaker is None:
        return None
    place, words = between
    outlet = subject_after(passage, place, words, cue) if words > place else None
    outlet = outlet or subject_after(passage, speaker.whole[1], stop, cue)
    if outlet is None or outlet.phrase is None:
        outlet = subject_before(passage, passage.bounds[passage.sentence_of[place]][0], place - 1, cue)
    return Source(speaker, outlet.phrase if outlet is not None else None, speaker.whole[1])


def rules(passage: Passage, sentence: Range, used: set[int]) -> list[Draft]:
    """Reported speech of one sentence."""
    return reported(passage, sentence, used)


SLAVIC = Grammar(before, after, alone, rules)
