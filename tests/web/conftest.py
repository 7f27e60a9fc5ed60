"""Pages of the demonstration workspace, asked without a socket."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tolqyn.web import House, create_app
from tolqyn.workspace import Workspace


@pytest.fixture(scope="session")
def house(finished: Workspace) -> House:
    """The demonstration workspace as it is served."""
    return House(finished.place)


@pytest.fixture
def client(house: House) -> Iterator[TestClient]:
    """A browser without cookies that does not follow redirects."""
    with TestClient(create_app(house), base_url="http://localhost", follow_redirects=False) as made:
        yield made
