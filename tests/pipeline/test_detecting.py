"""The stage of waves on the demonstration: series of hostile documents, holidays, messages, comparisons."""

from dataclasses import replace

import pytest

from tolqyn.model.wave import Control, Count, Recurrence, Wave, WaveEvent
from tolqyn.pipeline.detecting import detect_waves
from tolqyn.pipeline.series import Hostility, panel_of
from tolqyn.pipeline.steps import made_by_all
from tolqyn.waves import Error
from tolqyn.workspace import Workspace

EVERY_SECOND = """select document_id, target from coverages
                  where made_by = $annotate and md5_number_lower(document_id) % 2 = 0"""


def made(workspace: Workspace) -> dict[str, str]:
    return made_by_all(workspace.settings)


def test_hostile_documents_are_series_of_their_own(finished: Workspace) -> None:
    hostility = Hostility(EVERY_SECOND)
    press = finished.settings.presses[0]
    panel = panel_of(finished.view(), finished.settings, press, made(finished), hostility)
    assert panel is not None
    for topic in panel.topics:
        if topic.series == "hostile":
            covered = panel.topic(topic.target, "coverage")
            assert covered is not None
            assert topic.about is covered.originals
            assert (topic.originals <= covered.originals).all()
    records = detect_waves(finished.view(), finished.settings, made(finished), hostility)
    assert {count.series for count in records[Count]} == {"coverage", "hostile"}
    shares = [wave.hostile_share for wave in records[Wave] if wave.target == "sarvenia"]
    assert shares
    assert all(share is not None and 0.2 < share < 0.8 for share in shares)


def test_an_error_moves_the_share_and_stands_beside_what_is_expected(finished: Workspace) -> None:
    exact = detect_waves(finished.view(), finished.settings, made(finished), Hostility(EVERY_SECOND))
    erring = detect_waves(
        finished.view(), finished.settings, made(finished), Hostility(EVERY_SECOND, Error(0.8, 0.7, 200))
    )

    def expected(records: object) -> float:
        return sum(count.expected or 0.0 for count in records[Count] if count.series == "hostile")  # type: ignore[index]

    assert expected(erring) != pytest.approx(expected(exact), rel=1e-3)
    one, two = (
        {wave.wave_id: wave.hostile_share for wave in records[Wave] if wave.series == "coverage"}
        for records in (exact, erring)
    )
    assert set(one) == set(two)
    for name, seen in one.items():
        assert two[name] == (None if seen is None else pytest.approx(min(max((seen - 0.3) / 0.5, 0.0), 1.0)))


def test_holidays_of_the_calendar_are_events_of_their_country(finished: Workspace) -> None:
    settings = replace(finished.settings, holidays=("KZ",))
    records = detect_waves(finished.view(), settings, made(finished))
    plain = detect_waves(finished.view(), finished.settings, made(finished))
    assert records[Wave] == plain[Wave]
    more = set(records[WaveEvent]) - set(plain[WaveEvent])
    targets = {wave.wave_id: wave.target for wave in records[Wave]}
    assert {targets[event.wave_id] for event in more} <= {"KZ"}


def test_messages_become_part_of_what_a_wave_is_compared_by(finished: Workspace) -> None:
    told = "select document_id, 'шекара' as narrative, 1.0 as weight from documents where made_by = $extract"
    press = finished.settings.presses[0]
    panel = panel_of(finished.view(), finished.settings, press, made(finished), None, told)
    assert panel is not None
    for topic in panel.topics:
        assert sum(weight for _, _, weight in topic.narratives) == topic.originals.sum()


def test_comparisons_name_waves_that_exist(finished: Workspace) -> None:
    records = detect_waves(finished.view(), finished.settings, made(finished))
    names = {wave.wave_id for wave in records[Wave]}
    assert {row.wave_id for row in records[Control]} <= names
    assert {name for row in records[Recurrence] for name in (row.wave_id, row.earlier_id)} <= names


def test_a_wave_that_fell_back_to_a_low_level_is_not_still_on(finished: Workspace) -> None:
    waves = finished.view().records(Wave)
    assert waves
    last = max(count.day for count in finished.view().records(Count))
    for wave in waves:
        if wave.end is None:
            counts = [
                count
                for count in finished.view().records(Count)
                if (count.press, count.target, count.series) == (wave.press, wave.target, wave.series)
                and (last - count.day).days < 28
            ]
            assert sum(count.originals for count in counts) > 1.3 * sum(count.expected or 0.0 for count in counts)
