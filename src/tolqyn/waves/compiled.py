"""The one place that hands functions to numba: typed, and cached under a name that changes with the sources."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import config, njit

Function = TypeVar("Function", bound=Callable[..., Any])

_ROOM = Path(__file__).parent
_DIGEST = hashlib.sha256(b"\0".join(path.read_bytes() for path in sorted(_ROOM.glob("*.py")))).hexdigest()[:12]
_CACHE = str(_ROOM / "__pycache__" / f"compiled-{_DIGEST}")


def compiled(function: Function) -> Function:
    """Compile on first call; the machine code is kept for the next process.

    numba looks only at the file of the function itself when it asks whether its cache is stale, not at the functions
    that it calls; so the cache is named after all sources of this room. Where it cannot be written, numba falls back
    to the user's own cache folder.
    """
    before = config.CACHE_DIR
    config.CACHE_DIR = _CACHE
    try:
        return cast(Function, njit(cache=True, error_model="numpy")(function))
    finally:
        config.CACHE_DIR = before
