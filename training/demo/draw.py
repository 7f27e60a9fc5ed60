"""Choices that depend on a seed and nothing else, so that the corpus has the same bytes on every machine."""

import hashlib
import math
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Draw:
    """A stream of choices: the n-th is read off the digest of the seed and n, so no library need stay the same."""

    def __init__(self, *seed: object) -> None:
        self._seed = "/".join(map(str, seed))
        self._count = 0

    def unit(self) -> float:
        """A number in [0, 1)."""
        self._count += 1
        digest = hashlib.sha256(f"{self._seed}#{self._count}".encode()).digest()
        return int.from_bytes(digest[:6], "big") / (1 << 48)

    def below(self, bound: int) -> int:
        """A whole number in [0, bound)."""
        return int(self.unit() * bound)

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.below(len(options))]

    def sample(self, options: Sequence[T], count: int) -> list[T]:
        """`count` different options, in a random order."""
        left = list(options)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]

    def poisson(self, mean: float) -> int:
        """A Poisson count, by multiplying uniforms (Knuth's method; the means here are small)."""
        limit, product, count = math.exp(-mean), self.unit(), 0
        while product > limit:
            product *= self.unit()
            count += 1
        return count
