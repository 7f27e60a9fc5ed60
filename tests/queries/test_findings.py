"""What a brief is told equals what the tables count, for every wave; filters admit what they say."""

from datetime import timedelta

import pytest

from tolqyn.model.membership import belongs
from tolqyn.model.settings import Press, Source
from tolqyn.queries import timelines
from tolqyn.queries.timelines import Asked
from tolqyn.workspace import Workspace


def test_findings_of_every_wave_agree_with_its_counts(finished: Workspace) -> None:
    found = timelines.waves(finished.view(), Asked())
    assert found
    for wave in found:
        findings = finished.findings(wave.wave_id)
        inside = [c for c in findings.counts if wave.onset <= c.day and (wave.end is None or c.day <= wave.end)]
        assert wave.originals == sum(exhibit.original for exhibit in findings.exhibits)
        assert wave.originals == sum(count.originals for count in inside) == wave.observed
        assert wave.documents == len(findings.exhibits) == sum(count.documents for count in inside)
        assert wave.sources == len(findings.shares)
        assert abs(sum(share.share for share in findings.shares) - 1) < 1e-9
        assert wave.expected == pytest.approx(sum(count.expected or 0.0 for count in inside))


def test_filters_admit_what_they_say(finished: Workspace) -> None:
    view = finished.view()
    every = timelines.waves(view, Asked())
    one = every[0]
    assert {wave.press for wave in timelines.waves(view, Asked(press=one.press))} == {one.press}
    assert timelines.waves(view, Asked(target="no-such-target")) == []
    assert one not in timelines.waves(view, Asked(until=one.onset - timedelta(days=1)))
    assert one in timelines.waves(view, Asked(since=one.onset, until=one.onset))
    over = [wave for wave in every if wave.end is not None]
    assert all(wave not in timelines.waves(view, Asked(since=wave.end + timedelta(days=1))) for wave in over)


@pytest.mark.parametrize(
    ("press", "admitted"),
    [
        (Press("all", "all"), True),
        (Press("named", "named", sources=("хабар",)), True),
        (Press("others", "others", sources=("басқа",)), False),
        (Press("kz", "kz", countries=("KZ",)), True),
        (Press("ru", "ru", countries=("RU",)), False),
        (Press("state", "state", kinds=("state",)), True),
        (Press("party", "party", countries=("KZ",), kinds=("party",)), False),
    ],
    ids=lambda value: value.press_id if isinstance(value, Press) else "",
)
def test_a_press_is_made_of_what_it_names_or_filters(press: Press, admitted: bool) -> None:
    source = Source("хабар", "Хабар", "https://khabar.example/", kind="state", country="KZ")
    assert belongs("хабар", source, press) is admitted
