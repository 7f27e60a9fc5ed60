"""`brief` and `export`: findings in words, and for other people's systems."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tolqyn.answers import Answers
from tolqyn.cli.asking import day_of
from tolqyn.cli.options import HERE, Common, opened, print_json, say
from tolqyn.export import KINDS
from tolqyn.model.errors import Invalid
from tolqyn.queries.timelines import Asked


def brief(
    wave_id: Annotated[str | None, Parameter(help="A wave's identifier.")] = None,
    *,
    output: Annotated[Path, Parameter(name=["--output", "-o"], help="Ends in .html, .md or .json.")],
    strongest: Annotated[bool, Parameter(help="Instead of an identifier: the wave with the most evidence.")] = False,
    target: Annotated[str | None, Parameter(help="With --strongest: of this target.")] = None,
    since: Annotated[str | None, Parameter(help="With --strongest: touching this day or later ones.")] = None,
    common: Common = HERE,
) -> int:
    """Write the brief of a wave; every sentence of it carries citations that `verify` checks."""
    with opened(Answers, common) as workspace:
        if wave_id is None:
            if not strongest:
                raise Invalid("which wave?", "name one that tolqyn waves lists, or say --strongest")
            wave_id = workspace.strongest(Asked(target=target, since=day_of(since)))
        path = workspace.brief(wave_id, output)
    if common.json:
        print_json({"wave_id": wave_id, "path": str(path)})
    else:
        say(f"{wave_id}: {path}")
    return 0


def export(
    kind: Annotated[str, Parameter(help=f"{', '.join(KINDS[:-1])} or {KINDS[-1]}.")],
    wave_id: Annotated[str, Parameter(help="A wave's identifier.")],
    *,
    output: Annotated[Path, Parameter(name=["--output", "-o"], help="The file to write.")],
    common: Common = HERE,
) -> int:
    """Hand a wave to other people's systems; exit 1 when a record was damaged and had to be left out."""
    with opened(Answers, common) as workspace:
        exported = workspace.export(kind, wave_id, output)
    if common.json:
        left_out = [{"capture": o.capture_id, "where": o.where, "detail": o.detail} for o in exported.left_out]
        counts = {"documents": exported.documents, "left_out": left_out}
        print_json({"wave_id": wave_id, "kind": kind, "path": str(exported.path), **counts})
    else:
        for one in exported.left_out:
            say(f"left out: {one}")
        say(f"{wave_id}: {exported.path}, {exported.documents:,} documents")
    return 1 if exported.left_out else 0
