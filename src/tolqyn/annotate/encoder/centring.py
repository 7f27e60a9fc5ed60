"""Means of vectors by language: subtracted before two vectors are compared, stored apart from them.

Every language lies in a corner of its own; raw cosines say which language a text is in as loudly as what it says. Raw
vectors are what is stored, and what is subtracted has a version of its own, made from its content, so that a
comparison can name it.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

import numpy as np

from tolqyn.annotate.encoder.encoder import MODEL
from tolqyn.annotate.encoder.weights import Floats
from tolqyn.model.errors import Invalid

_SHIPPED = "centring.json"
_FEWEST = 20
"""Texts of a language before its own mean is used instead of that of all languages: 18 sufficed in the first trial."""


@dataclass(frozen=True, slots=True)
class Centring:
    """Mean raw vector and number of texts of each language, all of one model."""

    model: str
    means: Mapping[str, Floats]
    counts: Mapping[str, int]

    @property
    def version(self) -> str:
        """Made from the content: two centrings with one version centre alike."""
        digest = sha256(self.model.encode())
        for language in sorted(self.means):
            digest.update(f"\0{language}\0{self.counts[language]}\0".encode())
            digest.update(np.asarray(self.means[language], "<f4").tobytes())
        return digest.hexdigest()[:12]

    def centred(self, vectors: Floats, languages: Sequence[str | None]) -> Floats:
        """Unit vectors with the mean of their language taken off; an unknown or rare language takes that of all.

        >>> ours = Centring.shipped()
        >>> ours.centred(np.ones((2, 384), np.float32), ["kk", None]).shape
        (2, 384)
        """
        if not len(vectors):
            return np.empty((0, *vectors.shape[1:]), np.float32)
        everything = self._everything()
        means = [self._mean(language, everything) for language in languages]
        moved = np.asarray(vectors, np.float32) - np.stack(means)
        lengths = np.linalg.norm(moved, axis=1, keepdims=True)
        return np.asarray(moved / np.maximum(lengths, 1e-12), np.float32)

    def mean(self, language: str | None) -> Floats:
        """What is subtracted from a vector of this language."""
        return self._mean(language, self._everything())

    def grown(self, vectors: Floats, languages: Sequence[str | None]) -> "Centring":
        """With more stored vectors counted in; texts of unknown language are left out."""
        return self.joined(Centring.of(vectors, languages, self.model))

    def joined(self, other: "Centring") -> "Centring":
        """Two centrings as one, each language weighed by its texts; `Invalid` where their models differ."""
        if other.model != self.model:
            problem = f"vectors of {other.model} cannot be centred with those of {self.model}"
            raise Invalid(problem, "read the documents again with one model: tolqyn sync")
        means, counts = dict(self.means), dict(self.counts)
        for language, more in other.counts.items():
            had = counts.get(language, 0)
            share = np.float32(more / (had + more))
            before = means.get(language, other.means[language])
            means[language] = before + share * (other.means[language] - before)
            counts[language] = had + more
        return Centring(self.model, means, counts)

    @classmethod
    def of(cls, vectors: Floats, languages: Sequence[str | None], model: str = MODEL) -> "Centring":
        """Means of raw vectors, `float32[texts, width]`."""
        known = sorted({language for language in languages if language})
        rows = {one: [at for at, language in enumerate(languages) if language == one] for one in known}
        means = {one: np.asarray(vectors, np.float64)[at].mean(axis=0).astype(np.float32) for one, at in rows.items()}
        return cls(model, means, {one: len(at) for one, at in rows.items()})

    @classmethod
    def shipped(cls) -> "Centring":
        """What comes with the package: means of encyclopedia and news sentences in ten languages."""
        return _shipped()

    def as_json(self) -> str:
        """The whole as text; equal centrings give equal bytes."""
        languages = {
            one: {"count": self.counts[one], "mean": base64.b64encode(np.asarray(mean, "<f4").tobytes()).decode()}
            for one, mean in sorted(self.means.items())
        }
        return json.dumps({"model": self.model, "languages": languages}, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Centring":
        """What `as_json` wrote."""
        read = json.loads(text)
        rows = read["languages"].items()
        means = {one: np.frombuffer(base64.b64decode(row["mean"]), "<f4").astype(np.float32) for one, row in rows}
        return cls(read["model"], means, {one: row["count"] for one, row in rows})

    def _mean(self, language: str | None, everything: Floats) -> Floats:
        code = (language or "").split("-")[0]
        return self.means[code] if self.counts.get(code, 0) >= _FEWEST else everything

    def _everything(self) -> Floats:
        """The mean of the languages' means, none where there are none."""
        if not self.means:
            return np.zeros(1, np.float32)
        return np.asarray(np.mean(list(self.means.values()), axis=0), np.float32)


@cache
def _shipped() -> Centring:
    return Centring.from_json(files(__package__).joinpath(_SHIPPED).read_text("utf-8"))
