"""What is printed of earlier waves: those that are claimed, nearest first."""

from tolqyn.model.wave import Recurrence, Wave
from tolqyn.queries import timelines
from tolqyn.workspace import Workspace


def test_a_wave_names_the_earlier_waves_that_are_claimed(finished: Workspace) -> None:
    wave = finished.view().records(Wave)[0]
    compared = [
        Recurrence(wave.wave_id, "wav_жақын", 120, 0.1, 0.01, 0.02, True),
        Recurrence(wave.wave_id, "wav_алыс", 300, 0.6, 0.4, 0.4, False),
    ]
    assert timelines.wave_json(wave, [], finished.settings, compared)["recurrence_of"] == ["wav_жақын"]
    assert timelines.wave_json(wave, [], finished.settings)["recurrence_of"] == []
