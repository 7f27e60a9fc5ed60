"""Waves: when a series stands above what its baseline explains, since when, how strongly, and how surely."""

from tolqyn.waves.alignment import Alignment, Near, Reach, align
from tolqyn.waves.breadth import Breadth, loudness
from tolqyn.waves.calendar import by_class, events_from_ics, events_from_toml, holiday_events
from tolqyn.waves.controls import Contrast, contrast
from tolqyn.waves.detection import Known, detect
from tolqyn.waves.exposure import effective_exposure, source_shares
from tolqyn.waves.holiday import holiday_mask
from tolqyn.waves.misreading import Error, true_share
from tolqyn.waves.options import Options, Prior
from tolqyn.waves.records import Detection, Monitored, Wave
from tolqyn.waves.recurrence import Profile, Resemblance, resemble
from tolqyn.waves.state import State
from tolqyn.waves.stepping import replay, start, step
from tolqyn.waves.tails import gather

__all__ = [
    "Alignment",
    "Breadth",
    "Contrast",
    "Detection",
    "Error",
    "Known",
    "Monitored",
    "Near",
    "Options",
    "Prior",
    "Profile",
    "Reach",
    "Resemblance",
    "State",
    "Wave",
    "align",
    "by_class",
    "contrast",
    "detect",
    "effective_exposure",
    "events_from_ics",
    "events_from_toml",
    "gather",
    "holiday_events",
    "holiday_mask",
    "loudness",
    "replay",
    "resemble",
    "source_shares",
    "start",
    "step",
    "true_share",
]
