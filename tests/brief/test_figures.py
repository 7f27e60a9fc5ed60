"""Named figures: what a brief asks, and what verification asks again."""

import pytest

from tests.brief.invented import findings
from tolqyn.brief import evaluate
from tolqyn.brief.figures import digest_of_days
from tolqyn.model.errors import Invalid

WAVE = {"wave_id": "wav_invented", "snapshot": 7}


@pytest.mark.parametrize(
    ("name", "more", "value"),
    [
        ("wave.observed", {}, 4),
        ("wave.onset", {}, "2024-11-28"),
        ("wave.length_days", {}, 6),
        ("wave.target_name", {}, "Тулания"),
        ("wave.peak_originals", {}, 0),
        ("share.row", {"source_id": "Канал 24"}, ("Канал 24", 1, 1, 1 / 6, None, "2024-11-29")),
        ("event.row", {"event_id": "evt_fair"}, ("Праздник маяка «evt_fair» 2024", "2024-11-26", 2, None)),
        ("presence.state", {"state": "silent"}, 1),
        ("limits.rejected_for", {"reason": "no-text"}, 30),
        ("day.row", {"day": "2024-10-19"}, ("2024-10-19", 0, None, None, 20.0)),
        ("brief.drawn_at", {}, "2024-12-04T09:30:00Z"),
    ],
)
def test_a_figure_has_one_answer(name: str, more: dict[str, str | int], value: object) -> None:
    assert evaluate(findings(), name, {**WAVE, **more}) == value


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("wave.mood", {}),
        ("__class__", {}),
        ("wave.__class__", {}),
        ("share.row", {}),
        ("share.row", {"source_id": "nobody"}),
        ("document.language", {"document_id": "doc_none"}),
        ("wave.copies_beyond", {"first": "many"}),
        ("wave.observed", {"wave_id": "wav_other"}),
    ],
)
def test_what_cannot_be_answered_says_so(name: str, more: dict[str, str | int]) -> None:
    with pytest.raises(Invalid) as raised:
        evaluate(findings(), name, {**WAVE, **more})
    assert raised.value.remedy


def test_one_digest_for_the_days_of_a_picture() -> None:
    days = [["2024-11-28", 3, 0.4, 2.5, 20.0]]
    assert digest_of_days(days) == digest_of_days([tuple(days[0])])
    assert digest_of_days(days) != digest_of_days([["2024-11-28", 4, 0.4, 2.5, 20.0]])
