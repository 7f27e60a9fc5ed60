"""multilingual-e5-small on a CPU: unit vectors of texts, and hidden states for heads that were trained on them."""

from tolqyn.annotate.encoder.centring import Centring
from tolqyn.annotate.encoder.encoder import MODEL, PREFIX, Encoder, States
from tolqyn.annotate.encoder.graph import Adapters
from tolqyn.annotate.encoder.passages import Passage, passages
from tolqyn.annotate.encoder.recent import Recent, recent
from tolqyn.annotate.encoder.vectors import E5Vectors, values

__all__ = [
    "MODEL",
    "PREFIX",
    "Adapters",
    "Centring",
    "E5Vectors",
    "Encoder",
    "Passage",
    "Recent",
    "States",
    "passages",
    "recent",
    "values",
]
