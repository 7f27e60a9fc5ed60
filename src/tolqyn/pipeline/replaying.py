"""What would have been said on each past day, from what had been published by then."""

from collections.abc import Iterable, Mapping
from datetime import date

from tolqyn.model.settings import Press, Settings
from tolqyn.model.wave import Replayed
from tolqyn.pipeline.measuring import detect_panel, until
from tolqyn.pipeline.series import Hostility, Panel, panel_of
from tolqyn.store import View


def replay_press(
    view: View,
    settings: Settings,
    press: Press,
    made_by: Mapping[str, str],
    *,
    days: Iterable[date] | None = None,
    hostility: Hostility | None = None,
) -> list[Replayed]:
    """A row for each past day and wave that was on at its end, or that had ended since the day before.

    Everything is computed again for each day, so that nothing later can enter: shares of sources, the smallest series
    that is watched, baselines. A year of fifty targets takes minutes; `days` names the days that are wanted.
    """
    panel = panel_of(view, settings, press, made_by, hostility)
    return [] if panel is None else replay_panel(panel, settings.min_documents, days)


def replay_panel(panel: Panel, least: int, days: Iterable[date] | None = None) -> list[Replayed]:
    """The same from the arrays of a press."""
    rows: list[Replayed] = []
    on: set[tuple[str, str, date]] = set()
    for day in panel.days if days is None else days:
        known = _known_on(panel, day, least)
        for row in known:
            if row.end is None or _name(row) in on:
                rows.append(row)
        on = {_name(row) for row in known if row.end is None}
    return rows


def _name(row: Replayed) -> tuple[str, str, date]:
    return row.target, row.series, row.detected_on


def _known_on(panel: Panel, day: date, least: int) -> list[Replayed]:
    """All waves that the days up to this one show."""
    past = until(panel, day, least)
    if past is None:
        return []
    found = [(past.topics[wave.series], wave) for wave in detect_panel(past).waves]
    return [
        Replayed(
            day=day,
            press=panel.press.press_id,
            target=topic.target,
            series=topic.series,
            status=wave.status,
            tier=wave.tier,
            onset=wave.onset,
            end=wave.end,
            observed=wave.observed,
            expected=wave.expected,
            e_value=wave.e_value,
            detected_on=wave.detected_on,
        )
        for topic, wave in found
    ]
