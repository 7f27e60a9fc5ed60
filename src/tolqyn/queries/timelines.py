"""Waves and series as the tables hold them, by target, press and time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow.compute as pc

from tolqyn.model.settings import Settings
from tolqyn.model.wave import Count, Monitored, Recurrence, Wave, WaveEvent
from tolqyn.queries.names import target_name
from tolqyn.store import View


@dataclass(frozen=True, slots=True)
class Asked:
    """Which waves: `None` means any. `since` and `until` are days that a wave must touch."""

    target: str | None = None
    press: str | None = None
    since: date | None = None
    until: date | None = None

    def admits(self, wave: Wave) -> bool:
        """Whether a wave is one of those asked for."""
        return (
            (self.target is None or wave.target == self.target)
            and (self.press is None or wave.press == self.press)
            and (self.since is None or wave.end is None or wave.end >= self.since)
            and (self.until is None or wave.onset <= self.until)
        )


def waves(view: View, asked: Asked) -> list[Wave]:
    """Waves, newest onset first, the stronger evidence first among those of one day."""
    found = [wave for wave in view.records(Wave) if asked.admits(wave)]
    return sorted(found, key=lambda wave: (-wave.onset.toordinal(), -wave.e_value, wave.wave_id))


def counts(view: View, wave: Wave) -> list[Count]:
    """The whole series that a wave stands in, day by day."""
    where = (pc.field("press") == wave.press) & (pc.field("target") == wave.target)
    rows = view.records(Count, where=where & (pc.field("series") == wave.series))
    return sorted(rows, key=lambda count: count.day)


def events_of(view: View) -> dict[str, list[WaveEvent]]:
    """Events near each wave's onset, nearest first."""
    found: dict[str, list[WaveEvent]] = {}
    for event in sorted(view.records(WaveEvent), key=lambda event: (abs(event.lag_days), event.event_id)):
        found.setdefault(event.wave_id, []).append(event)
    return found


def monitored(view: View, press: str | None) -> Monitored:
    """What was watched, over all presses unless one is named; false alarms to be expected add up."""
    return summed([row for row in view.records(Monitored) if press is None or row.press == press], press)


def summed(rows: list[Monitored], press: str | None) -> Monitored:
    """What was watched over several presses: the series and the false alarms to be expected add up."""
    if not rows:
        return Monitored(press or "all", 0, 0, 0.0, 0.0)
    return Monitored(
        press=rows[0].press if len(rows) == 1 else "*",
        series=sum(row.series for row in rows),
        days=max(row.days for row in rows),
        expected_false_alarms=sum(row.expected_false_alarms for row in rows),
        patience_days=rows[0].patience_days,
    )


def recurrences_of(view: View) -> dict[str, list[Recurrence]]:
    """Earlier waves that each wave was compared with, nearest first."""
    found: dict[str, list[Recurrence]] = {}
    for row in sorted(view.records(Recurrence), key=lambda row: (row.distance, row.earlier_id)):
        found.setdefault(row.wave_id, []).append(row)
    return found


def wave_json(
    wave: Wave, events: list[WaveEvent], settings: Settings, compared: Sequence[Recurrence] = ()
) -> dict[str, object]:
    """A wave as the contract prints it; `compared` are the earlier waves that it was compared with."""
    return {
        "wave_id": wave.wave_id,
        "target": wave.target,
        "target_name": target_name(settings, wave.target),
        "press": wave.press,
        "series": wave.series,
        "narrative": wave.narrative,
        "status": wave.status,
        "tier": wave.tier,
        "onset": wave.onset.isoformat(),
        "onset_interval": [wave.onset_from.isoformat(), wave.onset_until.isoformat()],
        "peak": wave.peak.isoformat(),
        "end": wave.end.isoformat() if wave.end else None,
        "end_interval": [wave.end_from.isoformat(), wave.end_until.isoformat()]
        if wave.end_from and wave.end_until
        else None,
        **_figures(wave),
        "recurrence_of": [row.earlier_id for row in compared if row.claimed],
        "events": [_event_json(event) for event in events],
        "detected_on": wave.detected_on.isoformat(),
    }


def _figures(wave: Wave) -> dict[str, object]:
    rounded = {name: round(getattr(wave, name), 2) for name in ("expected", "excess", "strength")}
    plain = ("documents", "originals", "sources", "immature", "new_normal", "survives_without_loudest")
    shares = {
        name: None if (value := getattr(wave, name)) is None else round(value, 3)
        for name in ("hostile_share", "effective_sources", "top_share")
    }
    return {
        "observed": wave.observed,
        **rounded,
        "e_value": float(f"{wave.e_value:.4g}"),
        **{name: getattr(wave, name) for name in plain},
        **shares,
    }


def _event_json(event: WaveEvent) -> dict[str, object]:
    chance = None if event.chance is None else round(event.chance, 4)
    return {"event_id": event.event_id, "day": event.day.isoformat(), "lag_days": event.lag_days, "chance": chance}


def monitored_json(row: Monitored) -> Mapping[str, object]:
    """What was watched, as the contract prints it."""
    return {
        "series": row.series,
        "days": row.days,
        "expected_false_alarms": round(row.expected_false_alarms, 2),
        "patience_days": row.patience_days,
    }
