"""What somebody wants to be told of: read from `alerts.toml` beside `tolqyn.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any, Literal, cast

from tolqyn.model.errors import Invalid
from tolqyn.model.wave import Wave

FILE = "alerts.toml"
KEYS = {"name", "target", "press", "series", "tier", "strength", "to", "quiet"}


@dataclass(frozen=True, slots=True)
class Question:
    """Which waves, and where to tell of them: addresses that apprise knows (`mailto://`, `json://`, `tgram://` …).

    `None` means any; `tier` and `strength` are the least. In `quiet`, hours of UTC, nothing is sent; it waits.
    """

    name: str
    target: str | None = None
    press: str | None = None
    series: str | None = None
    tier: Literal["notice", "alarm"] = "alarm"
    strength: float = 0.0
    to: tuple[str, ...] = ()
    quiet: tuple[time, time] | None = None

    def admits(self, wave: Wave) -> bool:
        """Whether a wave is one of those asked for."""
        return (
            wave.status != "retracted"
            and self.target in (None, wave.target)
            and self.press in (None, wave.press)
            and self.series in (None, wave.series)
            and (self.tier == "notice" or wave.tier == "alarm")
            and wave.strength >= self.strength
        )

    def is_quiet(self, now: datetime) -> bool:
        """Whether nothing is to be sent now; hours that end before they begin go through midnight.

        >>> from datetime import UTC
        >>> Question("Түн", quiet=(time(22), time(7))).is_quiet(datetime(2024, 11, 28, 23, tzinfo=UTC))
        True
        """
        if self.quiet is None:
            return False
        first, last = self.quiet
        at = now.time().replace(tzinfo=None)
        return first <= at < last if first <= last else at >= first or at < last


def load_questions(folder: Path) -> tuple[Question, ...]:
    """The saved questions of a workspace, none where there is no file; raises `Invalid` with the line to mend."""
    path = folder / FILE
    if not path.is_file():
        return ()
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("alert", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise Invalid(f"{path} cannot be read: {problem}", "mend it; docs/how-to/alerts.md shows one") from None
    questions = tuple(_question(row) for row in rows)
    if len({question.name for question in questions}) < len(questions):
        raise Invalid("two alerts have one name", f"give each alert in {path} a name of its own")
    return questions


def _question(row: dict[str, Any]) -> Question:
    strange = set(row) - KEYS
    if strange or not isinstance(row.get("name"), str):
        raise Invalid(f"an alert has no name, or holds {sorted(strange)}", f"an alert may hold {sorted(KEYS)}")
    tier = row.get("tier", "alarm")
    if tier not in ("notice", "alarm"):
        raise Invalid(f"{row['name']}: no such tier: {tier}", "tier is notice or alarm")
    return Question(
        name=row["name"],
        target=row.get("target"),
        press=row.get("press"),
        series=row.get("series"),
        tier=cast(Literal["notice", "alarm"], tier),
        strength=float(row.get("strength", 0.0)),
        to=tuple(row.get("to", ())),
        quiet=_hours(row["name"], row["quiet"]) if "quiet" in row else None,
    )


def _hours(name: str, text: str) -> tuple[time, time]:
    try:
        first, last = (time.fromisoformat(part.strip()) for part in str(text).split("-"))
    except ValueError:
        raise Invalid(f"{name}: not hours: {text}", 'write quiet = "22:00-07:00"') from None
    return first, last
