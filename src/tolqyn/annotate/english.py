"""Word forms of English names: names of people have a plural, and the possessive is cut off."""

from tolqyn.annotate.russian import Kind
from tolqyn.annotate.words import Phrase, phrase


def forms(name: str, kind: Kind) -> set[Phrase]:
    """Every word form of a name, folded.

    >>> sorted(forms("Pole", "demonym")), sorted(forms("Қазақстан", "place"))
    ([('pole',), ('poles',)], [('қазақстан',)])
    """
    plain = phrase(name)
    if kind != "demonym" or plain[-1].endswith(("men", "s")):
        return {plain}
    return {plain, (*plain[:-1], plain[-1] + "s")}
