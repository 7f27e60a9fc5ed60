"""The verb that serves pages and API."""

from typing import Annotated

from cyclopts import Parameter

from tolqyn.cli.options import HERE, Common, note
from tolqyn.store import Place
from tolqyn.web import House, Options
from tolqyn.web import serve as serve_house


def serve(
    *,
    host: Annotated[
        str, Parameter(help="Address to listen on; others than this machine's own need users.")
    ] = "127.0.0.1",
    port: Annotated[int, Parameter(help="Port to listen on.")] = 8467,
    name: Annotated[list[str] | None, Parameter(help="Host names under which readers reach the pages.")] = None,
    common: Common = HERE,
) -> int:
    """Serve pages and API until interrupted."""
    options = Options(host=host, port=port, hosts=tuple(name or ()))
    house = House(Place.find(common.folder), options)
    note(f"pages on http://{host}:{port}/ and the API under /api/v1/; stop with Ctrl-C")
    serve_house(house)
    return 0
