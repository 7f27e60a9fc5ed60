"""Quotes on the invented passages and on real Russian sentences: `python -m evaluation.quotes`.

`--show ru` prints what is missed or wrong in the tune half of a language, or of the real set (`--show real`);
held halves are never shown.
"""

import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evaluation.floors import Outcome, absent, change_asked, check, verdict
from evaluation.quotes.gold import INVENTED, REAL, STREAM, Passage, invented, real, stream
from evaluation.quotes.measures import Found, measure
from evaluation.quotes.showing import show
from evaluation.quotes.trivial import trivial
from tolqyn.annotate.quotes import QuoteAnnotator
from tolqyn.annotate.roles import Marked
from tolqyn.annotate.sentences import split
from tolqyn.model.reading import Quote, Text

FLOORS = Path(__file__).with_name("floors.toml")
_POSTS_TIMED = 3_000
ANNOTATOR = QuoteAnnotator()


def read(passage: Passage) -> list[Found]:
    """Quotes of a passage that touch what was annotated of it."""
    first, last = passage.window
    quotes = quotes_of(passage.passage_id, passage.text, passage.language)
    return [_found(one) for one in quotes if _touches(one, first, last)]


def quotes_of(document_id: str, text: str, language: str) -> Sequence[Quote]:
    """Quotes of a bare text."""
    marked = Marked(Text(document_id, text, language, None, 0, tuple(split(text, language))))
    return [mark for mark in ANNOTATOR.annotate([marked])[0] if isinstance(mark, Quote)]


def _touches(quote: Quote, first: int, last: int) -> bool:
    spans = [(quote.start, quote.stop), (quote.cue_start or 0, quote.cue_stop or 0)]
    return any(begin < last and first < end for begin, end in spans)


def _found(quote: Quote) -> Found:
    return Found(
        (quote.start, quote.stop),
        _span(quote.cue_start, quote.cue_stop),
        _span(quote.speaker_start, quote.speaker_stop),
        quote.speaker_name,
        quote.role,
        quote.via,
    )


def _span(start: int | None, stop: int | None) -> tuple[int, int] | None:
    return None if start is None or stop is None else (start, stop)


def report(name: str, passages: list[Passage]) -> dict[str, float]:
    """Figures of both halves; the halves and the trivial answer are printed, the whole's are compared with floors."""
    for half in ("tune", "held"):
        part = [passage for passage in passages if passage.half == half]
        _line(f"{name} {half} ({len(part)})", measure(part, read))
        _line(f"{name} {half} trivial", measure(part, trivial))
    languages = Counter(passage.language for passage in passages)
    for language in languages if len(languages) > 1 else ():
        for half in ("tune", "held"):
            part = [passage for passage in passages if passage.language == language and passage.half == half]
            _line(f"{name} {language} {half} ({len(part)})", measure(part, read))
    figures = {
        f"held_{figure}": value
        for figure, value in measure([one for one in passages if one.half == "held"], read).items()
    }
    return measure(passages, read) | figures


def _line(name: str, figures: dict[str, float]) -> None:
    print(f"{name:28}" + "  ".join(f"{figure} {value:.3f}" for figure, value in figures.items()))


def speed() -> float:
    """Posts of the stream read in one second of one core."""
    posts = [text for _, _, text in stream()][:: max(1, 20_000 // _POSTS_TIMED)]
    quotes_of("warm", posts[0], "ru")
    began = time.process_time()
    count = sum(len(quotes_of("post", text, "ru")) for text in posts)
    spent = time.process_time() - began
    print(f"{len(posts)} posts, {count} quotes, {len(posts) / spent:.0f} posts per CPU-second")
    return len(posts) / spent


def main(arguments: list[str]) -> int:
    """Measure and compare with the floors."""
    if "--show" in arguments:
        return show(arguments[arguments.index("--show") + 1], read)
    change = change_asked(arguments)
    outcomes: list[Outcome] = [check("invented", report("invented", invented()), [INVENTED], FLOORS, change)]
    if absent([STREAM]):
        return verdict([*outcomes, check("real-russian", {}, [REAL, STREAM], FLOORS, change)])
    outcomes.append(check("real-russian", report("real", real()), [REAL, STREAM], FLOORS, change))
    speed()
    return verdict(outcomes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
