"""“X writes that”, “with reference to X”: where a text itself says from whom it has its news."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_BEFORE = (
    r"со ссылкой на|ссылаясь на|по данным|по информации|по сообщению|как сообщает|как сообщил[аои]?|как пишет|"
    r"как передаёт|как передает|об этом (?:сообщает|сообщил[аои]?|пишет|передает|передаёт|заявил[аои]?)|источник:|"
    r"з посиланням на|посилаючись на|за даними|за інформацією|як повідомляє|як пише|"
    r"про це (?:повідомляє|пише)|джерело:|"
    r"дереккөз:|деректерінше|"
    r"citing|according to|as reported by|reported by|source:|via"
)
_AFTER = (
    r"сообщает|сообщают|сообщил[аои]?|пишет|пишут|передает|передаёт|передают|рассказал[аои]?|повідомляє|повідомив|"
    r"пише|передає|деп жазды|деп хабарлады|хабарлайды|хабарлады|жазады|жазды|мәліметінше|дерегінше|сілтеме жасап|"
    r"reports|reported|writes|wrote|says"
)
_GAP = r"[^.!?…\n]{0,40}?"
_BARE = r"[\s«»\"“”„*_\[\](—–-]{1,4}"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A text names a watched source as where its news comes from; the span holds the cue and the name."""

    source_id: str
    start: int
    stop: int


class Attributions:
    """Finds the names of watched sources behind or before a cue of attribution, in Russian, Ukrainian, Kazakh, English.

    >>> find = Attributions({"olmaria": ("Ольмария сегодня",), "kontur": ("Контур Ольмарии", "kontur_olmarii")})
    >>> text = "Жүк көліктері тұр, деп жазды «Контур Ольмарии»."
    >>> [(one.source_id, text[one.start : one.stop]) for one in find.within(text)]
    [('kontur', 'деп жазды «Контур Ольмарии')]
    """

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        known = {name.casefold(): source for source, own in sorted(names.items()) for name in own if len(name) > 2}
        self._sources = known
        spelled = "|".join(re.escape(name) for name in sorted(known, key=lambda name: (-len(name), name)))
        cued = rf"\b(?:{_BEFORE}|{_AFTER}){_GAP}{_BARE}@?(?P<behind>{spelled})(?!\w)"
        led = rf"(?<!\w)(?P<before>{spelled})(?!\w){_BARE}(?:{_AFTER})\b"
        self._pattern = re.compile(f"{led}|{cued}", re.IGNORECASE) if spelled else None

    def within(self, text: str) -> Iterator[Attribution]:
        """Every attribution, in order."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text):
            name = (match["before"] or match["behind"]).casefold()
            if name in self._sources:
                yield Attribution(self._sources[name], match.start(), match.end())
