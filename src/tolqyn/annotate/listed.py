"""Reads the word lists that stand beside the code, so that a language is mended by editing a list."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def listed(name: str) -> dict[str, Any]:
    """One file of the gazetteer folder as it stands: a language's code, `leaders`, `lookalikes` or `abbreviations`.

    >>> listed("kk")["GE"]["capitals"]
    ['Тбилиси']
    """
    return tomllib.loads((files("tolqyn.annotate") / "gazetteer" / f"{name}.toml").read_text("utf-8"))
