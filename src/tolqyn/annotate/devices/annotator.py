"""The annotator of devices: the vectors that the process has anyway, and heads trained on three Slavic languages."""

from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np

from tolqyn.annotate.devices.features import Floats, features
from tolqyn.annotate.devices.heads import Heads
from tolqyn.annotate.devices.scheme import DEVICES
from tolqyn.annotate.encoder.centring import Centring
from tolqyn.annotate.encoder.recent import recent
from tolqyn.annotate.roles import Marked
from tolqyn.model.identifiers import identify
from tolqyn.model.reading import Device, Text
from tolqyn.model.spans import Span

LETTERS = 12
"""A sentence with fewer letters persuades nobody."""

SENTENCES = 24
"""Sentences of a text that are read, from its beginning: those that other roles read too, whose vectors are there."""


class HeadDevices:
    """Marks sentences in which a device is likely, of languages whose mean vector is known.

    A score is the chance by the heads, which were trained on debates and social media in Russian, Bulgarian and Polish;
    for other languages it rests on what sentences of one meaning share across languages. It is a hint.

    >>> HeadDevices().annotate([])
    []
    """

    role: Literal["devices"] = "devices"
    name = "devices"

    def __init__(self) -> None:
        self._heads, self._centring = Heads.shipped(), Centring.shipped()

    @property
    def version(self) -> str:
        """Of the heads."""
        return self._heads.version

    def annotate(self, texts: Sequence[Marked]) -> list[tuple[Device, ...]]:
        """Hints of each text, sentence by sentence, the likelier first."""
        return [tuple(self._hints(marked.text)) for marked in texts]

    def _hints(self, text: Text) -> Iterator[Device]:
        spans = [span for span in text.sentences if _says(span.of(text.text))][:SENTENCES]
        if not spans or text.language not in self._centring.counts:
            return
        for span, chances in zip(spans, self._chances(text, spans), strict=True):
            likely = [at for at in range(len(DEVICES)) if chances[at] >= self._heads.thresholds[at]]
            for at in sorted(likely, key=lambda at: (-float(chances[at]), at)):
                yield self._hint(text, span, DEVICES[at], float(chances[at]))

    def _chances(self, text: Text, spans: Sequence[Span]) -> Floats:
        sentences = [span.of(text.text) for span in spans]
        vectors = recent().encode(sentences)
        return self._heads.chances(features(vectors, sentences, np.asarray(self._centring.mean(text.language))))

    def _hint(self, text: Text, span: Span, device: str, chance: float) -> Device:
        return Device(
            device_id=identify("dev", text.document_id, span.start, span.stop, device),
            document_id=text.document_id,
            start=span.start,
            stop=span.stop,
            device=device,
            score=round(chance, 4),
            annotator=f"{self.name}/{self.version}",
        )


def _says(sentence: str) -> bool:
    return sum(map(str.isalpha, sentence)) >= LETTERS
