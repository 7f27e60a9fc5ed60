"""The one place that hands functions to numba: typed, and cached beside the source."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile on first call; the machine code is kept for the next process."""
    return cast(Function, njit(cache=True, error_model="numpy")(function))
