"""Tolqyn shows when, by whom and with what words a press turns on a target, and lets anyone check it.

    from tolqyn import Workspace, waves

Names are loaded when they are first used, so that `tolqyn.waves` needs no workspace and no workspace needs the network.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tolqyn import waves
    from tolqyn.answers import Answers
    from tolqyn.model.capture import Capture
    from tolqyn.model.document import Document
    from tolqyn.model.link import Link
    from tolqyn.model.mark import Coverage, Mention
    from tolqyn.model.run import Judgement, Run
    from tolqyn.model.settings import Event, Press, Settings, Source, Target
    from tolqyn.model.wave import Count, Wave
    from tolqyn.queries.timelines import Asked
    from tolqyn.workspace import Workspace

__version__ = "0.1.0"

_HOMES = {
    "Workspace": "tolqyn.workspace",
    "Answers": "tolqyn.answers",
    "Asked": "tolqyn.queries.timelines",
    "Capture": "tolqyn.model.capture",
    "Document": "tolqyn.model.document",
    "Link": "tolqyn.model.link",
    "Coverage": "tolqyn.model.mark",
    "Mention": "tolqyn.model.mark",
    "Judgement": "tolqyn.model.run",
    "Run": "tolqyn.model.run",
    "Event": "tolqyn.model.settings",
    "Press": "tolqyn.model.settings",
    "Settings": "tolqyn.model.settings",
    "Source": "tolqyn.model.settings",
    "Target": "tolqyn.model.settings",
    "Count": "tolqyn.model.wave",
    "Wave": "tolqyn.model.wave",
}

__all__ = [
    "Answers",
    "Asked",
    "Capture",
    "Count",
    "Coverage",
    "Document",
    "Event",
    "Judgement",
    "Link",
    "Mention",
    "Press",
    "Run",
    "Settings",
    "Source",
    "Target",
    "Wave",
    "Workspace",
    "waves",
]


def __getattr__(name: str) -> Any:
    """Load a public name from where it lives."""
    if name == "waves":
        return import_module("tolqyn.waves")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'tolqyn' has no attribute {name!r}")
