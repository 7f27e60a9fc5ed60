"""A figure that was reached once may not fall unnoticed: floors pinned to a digest of the corpus measured on.

A floors file is TOML, one table a benchmark:

    [article-pages]
    corpus = "sha256:…"
    f1 = 0.957

Every figure is "more is better"; turn a time into a rate before it comes here. A benchmark ends like this:

    change = change_asked(sys.argv[1:])
    sys.exit(verdict([check("article-pages", {"f1": 0.961}, [folder], Path("floors.toml"), change)]))
"""

import hashlib
import math
from argparse import ArgumentParser
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import tomlkit

Change = Literal["none", "raise", "lower"]
"""What may happen to a floors file: nothing (but a new benchmark's first floors), higher floors, or any."""

REAL_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
"""Where real corpora lie beside a checkout; they are never copied into it."""

_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one benchmark ended; `lines` are for people, one a figure or finding."""

    name: str
    status: Literal["held", "fallen", "skipped"]
    lines: tuple[str, ...]


def check(
    name: str, measured: Mapping[str, float], corpus: Sequence[Path], floors_file: Path, change: Change = "none"
) -> Outcome:
    """Compare figures with the floors of benchmark `name`; a figure without a floor gets one where the file is open.

    `corpus` are files or folders; where one is absent the outcome is `skipped`. A floor that falls, a figure that is
    no longer measured and a corpus with another digest are all `fallen`.
    """
    gone = absent(corpus)
    if gone:
        return Outcome(name, "skipped", (gone,))
    document = tomlkit.parse(floors_file.read_text("utf-8")) if floors_file.exists() else tomlkit.document()
    known: dict[str, Any] = dict(document.get(name, {}))
    digest = corpus_digest(corpus)
    lines, fallen = _compare(known, measured, digest)
    kept = _settled(known, measured, digest, change)
    if kept != known:
        document[name] = kept
        floors_file.write_text(tomlkit.dumps(document), "utf-8")
    return Outcome(name, "fallen" if fallen and change != "lower" else "held", tuple(lines))


def absent(corpus: Iterable[Path]) -> str | None:
    """Message that names the first corpus path that is not here, `None` where all are."""
    missing = next((path for path in corpus if not path.exists()), None)
    return f"skipped: {'/'.join(missing.parts[-3:])} is not beside this checkout" if missing else None


def corpus_digest(corpus: Iterable[Path]) -> str:
    """One digest over the bytes and relative names of files and folders, whatever the order of the file system."""
    digest = hashlib.sha256()
    for root in corpus:
        for path in sorted(item for item in ([root] if root.is_file() else root.rglob("*")) if item.is_file()):
            relative = path.relative_to(root.parent).as_posix()
            digest.update(f"{relative}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return f"sha256:{digest.hexdigest()}"


def change_asked(arguments: Sequence[str]) -> Change:
    """What the command line allows: `--raise-floors` or, deliberately, `--lower-floors`."""
    parser = ArgumentParser(description="Measure on real data and compare with the floors.")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--raise-floors", action="store_true", help="lift floors to what is measured now")
    group.add_argument("--lower-floors", action="store_true", help="set floors to what is measured now, even lower")
    asked = parser.parse_args(arguments)
    return "lower" if asked.lower_floors else "raise" if asked.raise_floors else "none"


def verdict(outcomes: Iterable[Outcome]) -> int:
    """Print every outcome and answer with an exit status: 1 where a floor fell."""
    fallen = False
    for outcome in outcomes:
        print(f"{outcome.name}: {outcome.status}")
        for line in outcome.lines:
            print(f"  {line}")
        fallen = fallen or outcome.status == "fallen"
    return int(fallen)


def _compare(known: Mapping[str, Any], measured: Mapping[str, float], digest: str) -> tuple[list[str], bool]:
    """Lines for people and whether anything fell."""
    lines, fallen = [], False
    if known and known.get("corpus") != digest:
        lines.append("the corpus is another one than the floors were measured on; --lower-floors pins this one")
        fallen = True
    for figure, value in measured.items():
        floor = known.get(figure)
        low = floor is not None and _rounded_down(value) < float(floor)
        fallen = fallen or low
        lines.append(
            f"{figure} {value:.4g}" + (f", floor {floor}{': FALLEN' if low else ''}" if floor else ", no floor")
        )
    for figure in known.keys() - measured.keys() - {"corpus"}:
        lines.append(f"{figure} has a floor and is no longer measured: FALLEN")
        fallen = True
    return lines, fallen


def _settled(known: Mapping[str, Any], measured: Mapping[str, float], digest: str, change: Change) -> dict[str, Any]:
    """The floors that stand after this run."""
    now = {figure: _rounded_down(value) for figure, value in measured.items()}
    if change == "lower" or not known:
        return {"corpus": digest, **now}
    if change == "raise" and known.get("corpus") == digest:
        return {**known, **{figure: max(value, float(known.get(figure, value))) for figure, value in now.items()}}
    return dict(known)


def _rounded_down(value: float) -> float:
    """A figure with three decimals, never above what was measured."""
    scale: int = 10**_DECIMALS
    return math.floor(value * scale + 1e-9) / scale
