"""Words with a capital only because they open a Ukrainian sentence are no names, nor the first words of any."""

from collections.abc import Iterator

import simplemma

from tolqyn.annotate.names.people import given_names
from tolqyn.annotate.names.tagged import Passage, Tagged
from tolqyn.annotate.names.ukrainian_names import is_surname

_EDGES = "«»„“”\"'’ -—–"


def settled(passage: Passage, tagged: Tagged) -> Iterator[Tagged]:
    """The span itself, without its first word, or not at all.

    >>> text = "Підозру Юрченко отримав. Оголошення зроблено."
    >>> [text[one.start:one.stop] for one in settled(Passage(text, ()), Tagged(0, 15, "PER", 0.8))]
    ['Юрченко']
    >>> list(settled(Passage(text, ()), Tagged(25, 35, "PER", 0.8)))
    []
    """
    first, *rest = passage.text[tagged.start : tagged.stop].split(" ")
    if not _opens(passage, tagged.start) or not _is_common(first):
        yield tagged
    elif tagged.type == "PER" and rest and all(word[:1].isupper() for word in rest):
        yield Tagged(tagged.start + len(first) + 1, tagged.stop, tagged.type, tagged.score, tagged.settled)
    elif rest and (any(word[:1].isupper() for word in rest) or not all(map(_is_common, rest))):
        yield tagged


def _opens(passage: Passage, start: int) -> bool:
    """Whether a sentence opens here, after nothing but a dash; what opens in quotation marks may be a name."""
    before = passage.text[:start].rstrip(" -—–")
    return not before or before[-1] in ".!?…\n" or any(one.start <= start <= one.start + 2 for one in passage.sentences)


def _is_common(word: str) -> bool:
    """Whether the dictionary knows a word, written small, that is nobody's name."""
    low = word.lower().strip(_EDGES)
    if low in given_names() or is_surname(low) or not simplemma.is_known(low, "uk"):
        return False
    return str(simplemma.lemmatize(low, "uk")).islower()
