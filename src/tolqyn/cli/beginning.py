"""`init`: make a workspace."""

import shutil
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tolqyn import packs
from tolqyn.cli.options import HERE, Common, note, print_json, say
from tolqyn.store import Place


def init(
    folder: Annotated[Path, Parameter(help="Where the workspace shall be; made where it is missing.")],
    *,
    pack: Annotated[str | None, Parameter(help=f"Begin with one of: {', '.join(packs.pack_names())}.")] = None,
    common: Common = HERE,
) -> int:
    """Make a workspace: a folder with a tolqyn.toml."""
    place = Place(folder.resolve())
    if pack is None:
        packs.write_empty(place.settings)
    else:
        packs.unpack(pack, place.settings)
        if pack == "demo":
            shutil.copytree(packs.demo_folder(), place.root / "corpus")
    if common.json:
        print_json({"workspace": str(place.root), "settings": str(place.settings), "pack": pack})
    else:
        say(f"{place.settings} is written; edit it as you like")
        note("next: tolqyn add ADDRESS, or tolqyn import KIND PATH, then tolqyn run")
    return 0
