"""Verbs that make a workspace and add to it: init, add."""

import shutil
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tolqyn import packs
from tolqyn.cli.options import HERE, Common, note, opened, print_json, say
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


def add(
    address: Annotated[str, Parameter(help="A site's address, t.me/NAME or @NAME.")],
    *,
    name: Annotated[str | None, Parameter(help="What to call the source.")] = None,
    common: Common = HERE,
) -> int:
    """Find a source from its address, feeds and sitemaps or a Telegram channel, and add it to tolqyn.toml."""
    with opened(common) as workspace:
        source = workspace.add(address, name)
    if common.json:
        print_json({"source_id": source.source_id, "feeds": list(source.feeds), "channel": source.channel})
    else:
        found = [*source.feeds, *([f"t.me/{source.channel}"] if source.channel else [])]
        say(f"{source.source_id}: {', '.join(found)}")
    return 0
