"""A workspace with the demonstration corpus, brought up to date once for every test that only reads it."""

import shutil
from pathlib import Path

import pytest
from journeys.corpus import demo_workspace, import_demo

from tolqyn.workspace import Workspace


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The demonstration corpus with every stage done. Read it; a test that changes it takes a `copy`."""
    workspace = demo_workspace(tmp_path_factory.mktemp("journey") / "w")
    import_demo(workspace)
    workspace.run("here")
    return workspace


@pytest.fixture
def copy(finished: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the finished workspace that a test may spoil."""
    shutil.copytree(finished.place.root, tmp_path / "copy")
    return Workspace.at(tmp_path / "copy")
