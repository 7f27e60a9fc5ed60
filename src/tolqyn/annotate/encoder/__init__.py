"""multilingual-e5-small on a CPU: unit vectors of texts, and hidden states for heads that were trained on them."""

from tolqyn.annotate.encoder.encoder import MODEL, PREFIX, Encoder, States
from tolqyn.annotate.encoder.graph import Adapters

__all__ = ["MODEL", "PREFIX", "Adapters", "Encoder", "States"]
