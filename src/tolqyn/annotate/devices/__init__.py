"""Hints that a sentence uses a persuasion technique: 25 devices in six groups, each with a score, none a verdict."""

from tolqyn.annotate.devices.annotator import HeadDevices
from tolqyn.annotate.devices.scheme import DEVICES, GROUPS

__all__ = ["DEVICES", "GROUPS", "HeadDevices"]
