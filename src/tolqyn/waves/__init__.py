"""Waves: when a series stands above what its baseline explains, since when, how strongly, and how surely."""

from tolqyn.waves.detection import Known, detect
from tolqyn.waves.options import Options, Prior
from tolqyn.waves.records import Detection, Monitored, Wave
from tolqyn.waves.state import State

__all__ = ["Detection", "Known", "Monitored", "Options", "Prior", "State", "Wave", "detect"]
