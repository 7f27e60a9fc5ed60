"""The command line as a fixture."""

import pytest
from cli.spoken import Caller


@pytest.fixture
def tolqyn(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Caller:
    """Call a verb: `tolqyn("waves", "--json")`."""
    return Caller(monkeypatch, capsys)
