"""The ordinary days of the invented press: how many documents appear, on what, and none a copy of another."""

from datetime import datetime, time, timedelta, timezone
from typing import Any

from article import Article, containment, shingles
from draw import Draw
from stock import Stock, fill, fitting, without_numbers

WEEKDAY = (1.1, 1.15, 1.15, 1.1, 1.05, 0.75, 0.65)
GOOD_DAY = (0.6, 0.7, 0.8, 0.85, 0.95, 1.05, 1.15, 1.35, 1.6)
LIKENESS = 0.4
TRIES = 400


class Background:
    """Writes background documents one after another and remembers their shingles."""

    def __init__(self, layout: dict[str, Any], stocks: dict[str, Stock]) -> None:
        self._layout = layout
        self._stocks = stocks
        self._seen: dict[str, list[frozenset[tuple[str, ...]]]] = {language: [] for language in stocks}

    def day(self, day: int) -> list[Article]:
        """The background documents of one day, over all sources that are alive."""
        made = []
        for source, ways in self._layout["source"].items():
            if ways.get("from", 0) <= day < ways.get("until", self._layout["days"]):
                made += [self._article(source, day, number) for number in range(self._volume(source, day))]
        return made

    def _volume(self, source: str, day: int) -> int:
        """A day's count: Poisson around a mean that a shared good or bad day shifts (so, overdispersed)."""
        weekday = (self._layout["first_day"] + timedelta(days=day)).weekday()
        mood = Draw("mood", day).pick(GOOD_DAY)
        return Draw("volume", source, day).poisson(self._layout["source"][source]["rate"] * WEEKDAY[weekday] * mood)

    def _article(self, source: str, day: int, number: int) -> Article:
        language = self._layout["source"][source]["language"]
        best = min(
            (self._attempt(source, day, number, attempt) for attempt in range(4)),
            key=self._likeness,
        )
        for attempt in range(4, TRIES):
            if self._likeness(best) <= LIKENESS:
                break
            other = self._attempt(source, day, number, attempt)
            best = min(best, other, key=self._likeness)
        self._seen[language].append(shingles(best.paragraphs))
        return best

    def _likeness(self, article: Article) -> float:
        made = shingles(article.paragraphs)
        return max((containment(made, other) for other in self._seen[article.language]), default=0.0)

    def _attempt(self, source: str, day: int, number: int, attempt: int) -> Article:
        ways = self._layout["source"][source]
        stock = self._stocks[ways["language"]]
        about = Draw("subject-271", source, day, number).unit() < self._layout["target_share"]
        draw = Draw("text", source, day, number, attempt)
        topic = stock.topics["target" if about else draw.pick([name for name in stock.topics if name != "target"])]
        chosen: dict[str, tuple[str, ...]] = {}
        site = "address" in ways
        lead_at = draw.below(len(topic.leads))
        title = topic.titles[lead_at] if lead_at < len(topic.titles) else draw.pick(topic.titles)
        bodies = draw.sample(fitting(topic.body, lead_at), 4 + draw.below(2) if site else 2)
        quotes = draw.sample(fitting(topic.quotes, lead_at), 1 + draw.below(2) if site else draw.below(2))
        title = fill(title, stock, draw, chosen) if site else ""
        filled = [fill(topic.leads[lead_at], stock, draw, chosen)]
        rest = list(bodies)
        for quote in quotes:
            rest.insert(1 + draw.below(len(rest)), quote)
        filled += [fill(part, stock, draw, without_numbers(chosen)) for part in rest]
        return Article(
            key=f"{source}-{day:02d}-{number}",
            source=source,
            language=ways["language"],
            at=self._moment(day, ways["utc"], draw),
            title=title or None,
            author=fill("{writer}", stock, draw, chosen) if site and draw.unit() < 0.7 else None,
            paragraphs=tuple(_paragraphs(filled, draw) if site else [filled[0], " ".join(filled[1:])]),
            kind="target" if about else "background",
        )

    def _moment(self, day: int, utc: int, draw: Draw) -> datetime:
        """A time of the working day, local to the source."""
        start = datetime.combine(self._layout["first_day"], time(7), tzinfo=timezone(timedelta(hours=utc)))
        return start + timedelta(days=day, minutes=draw.below(13 * 60))


def _paragraphs(sentences: list[str], draw: Draw) -> list[str]:
    """Sentences set as paragraphs of one or two; the first stands alone, as leads do."""
    made = [sentences[0]]
    left = sentences[1:]
    while left:
        size = 1 + draw.below(2)
        made.append(" ".join(left[:size]))
        left = left[size:]
    return made
