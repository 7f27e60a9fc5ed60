"""Picking rows by their names."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc


def among(column: str, names: Sequence[str]) -> pc.Expression:
    """Rows whose `column` is one of `names`; with no name at all, none."""
    return pc.field(column).isin(pa.array(names, pa.string()))
