"""Who is for or against whom: holder, target, polarity and the words that show it."""

from tolqyn.annotate.attitudes.annotator import AdapterAttitudes, Options, build_adapter
from tolqyn.annotate.attitudes.opinions import Opinion
from tolqyn.annotate.attitudes.stance import (
    MEASURED,
    Accuracy,
    Stance,
    corrected_share,
    document_stance,
    share_variance,
)

__all__ = [
    "MEASURED",
    "Accuracy",
    "AdapterAttitudes",
    "Opinion",
    "Options",
    "Stance",
    "build_adapter",
    "corrected_share",
    "document_stance",
    "share_variance",
]
