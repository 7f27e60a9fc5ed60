"""Pages written for these tests, and the project's root on the path so that `evaluation` can be imported."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))


@pytest.fixture(scope="session")
def pages() -> Path:
    """Folder of the invented pages."""
    return Path(__file__).parent / "pages"
