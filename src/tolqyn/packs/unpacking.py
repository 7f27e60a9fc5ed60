"""A pack becomes the `tolqyn.toml` of a new workspace."""

import tomllib
from importlib.resources import as_file, files
from pathlib import Path

import tomlkit

from tolqyn.model.errors import Invalid
from tolqyn.packs.pack import pack_text, read_pack

_EMPTY = """\
# What this workspace watches. `tolqyn add ADDRESS` finds a source's feeds and adds it here.

[workspace]
name = {name}
min_documents = 10       # a wave needs at least as many documents
copy_window_days = 14    # how far apart copies may lie

# [[source]]
# id = "example"
# name = "Мысал"
# address = "https://example.org/"
# feeds = ["https://example.org/rss.xml"]
# country = "KZ"
# languages = ["kk", "ru"]
# kind = "independent"           # state, state-linked, party, independent, aggregator, blogger
# kind_by = "own masthead"       # who says so
# kind_since = "2026-01-01"      # and when

# [[press]]
# id = "kz"
# name = "Press of Kazakhstan"
# countries = ["KZ"]

# [[target]]                     # every country is a target already; add people and organisations
# id = "central-bank"
# name = "Ұлттық банк"
# type = "ORG"
# aliases = ["Национальный банк", "National Bank"]

# [[event]]
# id = "republic-day"
# day = 2026-10-25
# title = "Республика күні"
# category = "holiday"
# targets = ["KZ"]
"""


def write_empty(path: Path) -> None:
    """Write the settings of a workspace that watches nothing yet; raises `Invalid` where there are some already."""
    _write(path, _EMPTY.format(name=tomlkit.string(path.parent.name or "workspace").as_string()))


def unpack(name: str, path: Path) -> None:
    """Write a pack's settings to `path`: its own text, or, where it joins packs, all of them in one file.

    Raises `Invalid` for an unknown pack, and where `path` exists already.
    """
    text = pack_text(name)
    if "packs" in tomllib.loads(text).get("workspace", {}):
        text = f"# Written from the pack {name} and those that it joins.\n\n" + tomlkit.dumps(read_pack(name))
    _write(path, text)


def demo_folder() -> Path:
    """Where the demonstration corpus lies: `sites/`, `channels/`, `addresses.tsv`, `truth.toml`."""
    with as_file(files("tolqyn.packs") / "demo") as folder:
        return Path(folder)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as opened:
            opened.write(text)
    except FileExistsError as there:
        raise Invalid(f"{path} exists already", "choose another folder, or edit that file") from there
