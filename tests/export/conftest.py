"""One invented wave for every kind of export."""

from pathlib import Path

import pytest

from tests.export.shelf import Shelf
from tests.export.shelf import shelf as filled


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """The wave and its archive; a test may spoil either."""
    return filled(tmp_path / "archive")
