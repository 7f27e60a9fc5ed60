"""Components that ask a server named in the workspace's settings; without one, nothing is sent anywhere."""

from tolqyn.annotate.remote.attitudes import RemoteAttitudes
from tolqyn.annotate.remote.endpoint import Endpoint
from tolqyn.annotate.remote.narratives import RemoteNarratives
from tolqyn.annotate.remote.quotes import RemoteQuotes
from tolqyn.annotate.remote.translation import Translation, Translator
from tolqyn.annotate.remote.vectors import RemoteVectors

__all__ = [
    "Endpoint",
    "RemoteAttitudes",
    "RemoteNarratives",
    "RemoteQuotes",
    "RemoteVectors",
    "Translation",
    "Translator",
]
