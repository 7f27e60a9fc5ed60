"""What a verb said and how it ended, as another program sees it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tolqyn import cli


@dataclass(frozen=True, slots=True)
class Said:
    """Exit code and both streams of a call."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Caller:
    """Calls verbs in this process, in the folder that the test stands in."""

    patch: pytest.MonkeyPatch
    streams: pytest.CaptureFixture[str]

    def __call__(self, *words: object) -> Said:
        self.patch.setattr(sys, "argv", ["tolqyn", *map(str, words)])
        self.streams.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        heard = self.streams.readouterr()
        return Said(int(ended.value.code or 0), heard.out, heard.err)


def piped(folder: Path, *words: object, stdin: bytes = b"") -> Said:
    """A call in a process of its own whose streams are pipes."""
    command = [sys.executable, "-c", "from tolqyn.cli import main; main()", *map(str, words)]
    plain = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "CLICOLOR_FORCE")}
    done = subprocess.run(
        command, cwd=folder, input=stdin, capture_output=True, check=False, env=plain | {"PYTHONUTF8": "1"}
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())
