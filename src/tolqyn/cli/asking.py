"""Verbs that answer: waves, search, show."""

from datetime import date
from typing import Annotated, Any

from cyclopts import Parameter, validators
from rich.table import Table

from tolqyn.answers import Answers
from tolqyn.cli.options import HERE, OUT, Common, opened, plain, print_json, say
from tolqyn.model.errors import Invalid
from tolqyn.queries.searching import Narrowing
from tolqyn.queries.timelines import Asked

MARKS_OF = {"coverage": "", "hostile": " (hostile)"}


def waves(
    *,
    target: Annotated[str | None, Parameter(help="A target's id, for example GE.")] = None,
    press: Annotated[str | None, Parameter(help="A press's id.")] = None,
    since: Annotated[str | None, Parameter(help="Waves that touch this day or later ones (YYYY-MM-DD).")] = None,
    until: Annotated[str | None, Parameter(help="Waves that began by this day (YYYY-MM-DD).")] = None,
    common: Common = HERE,
) -> int:
    """List the waves, and what was monitored."""
    with opened(Answers, common) as workspace:
        answer = workspace.waves(Asked(target, press, day_of(since), day_of(until)))
    if common.json:
        print_json(answer)
        return 0
    table = Table(box=None, pad_edge=False)
    for name in ("wave", "target", "press", "onset", "peak", "end"):
        table.add_column(name, no_wrap=True)
    for name in ("observed", "expected", "strength", "sources"):
        table.add_column(name, justify="right")
    table.add_column("hostile", justify="right")
    for wave in answer["waves"]:
        table.add_row(*_cells(wave))
    OUT.print(table)
    watched = answer["monitored"]
    say(
        f"{len(answer['waves'])} waves in {watched['series']} series over {watched['days']} days; "
        f"about {watched['expected_false_alarms']:.1f} false ones are to be expected among them"
    )
    return 0


def _cells(wave: dict[str, Any]) -> tuple[str, ...]:
    young = " (young series)" if wave["immature"] else ""
    return (
        wave["wave_id"],
        plain(f"{wave['target_name']}{MARKS_OF[wave['series']]}{young}"),
        plain(wave["press"]),
        wave["onset"],
        wave["peak"],
        wave["end"] or wave["status"],
        str(wave["observed"]),
        f"{wave['expected']:.1f}",
        f"× {wave['strength']:.1f}",
        str(wave["sources"]),
        "" if wave["hostile_share"] is None else f"{wave['hostile_share']:.0%}",
    )


def search(
    query: Annotated[str, Parameter(help="Words (all must occur), or a phrase in quotation marks.")],
    *,
    language: Annotated[str | None, Parameter(help="ISO 639-1 code.")] = None,
    since: Annotated[str | None, Parameter(help="First day (YYYY-MM-DD).")] = None,
    until: Annotated[str | None, Parameter(help="Last day (YYYY-MM-DD).")] = None,
    source: Annotated[list[str] | None, Parameter(help="Only these sources.")] = None,
    limit: Annotated[int, Parameter(help="At most so many.", validator=validators.Number(gte=1))] = 20,
    common: Common = HERE,
) -> int:
    """Search the documents of the workspace, in any form of the words."""
    with opened(Answers, common) as workspace:
        narrowing = Narrowing(language, day_of(since), day_of(until), tuple(source or ()), limit)
        hits = workspace.search(query, narrowing)
    if common.json:
        print_json({"query": query, "hits": hits})
        return 0
    for hit in hits:
        say(f"{hit['document_id']}  {hit['day'] or '          '}  {hit['source_name']}\n  {hit['excerpt']}")
    say(f"{len(hits)} documents" + (f" (first {limit})" if len(hits) == limit else ""))
    return 0


def show(
    name: Annotated[str, Parameter(help="Any identifier, or the name of a source, press, target or event.")],
    *,
    common: Common = HERE,
) -> int:
    """Show anything by its identifier, one step up and one step down."""
    with opened(Answers, common) as workspace:
        shown = workspace.show(name)
    if common.json:
        print_json(shown)
        return 0
    for key, value in shown.items():
        _print_value(key, value, 0)
    return 0


def _print_value(key: str, value: Any, depth: int) -> None:
    pad = "  " * depth
    if isinstance(value, dict):
        say(f"{pad}{key}:")
        for inner, of in value.items():
            _print_value(inner, of, depth + 1)
    elif isinstance(value, list | tuple) and value and isinstance(value[0], dict):
        say(f"{pad}{key}: {len(value)}")
        for row in value[:40]:
            say(f"{pad}  " + "  ".join(f"{of}" for of in row.values() if of is not None))
        if len(value) > 40:
            say(f"{pad}  … and {len(value) - 40} more (--json shows all)")
    elif isinstance(value, list | tuple):
        say(f"{pad}{key}: {', '.join(map(str, value)) or 'none'}")
    else:
        say(f"{pad}{key}: {'unknown' if value is None else value}")


def day_of(text: str | None) -> date | None:
    """A day of an option; raises `Invalid` for anything but YYYY-MM-DD."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(f"not a day: {text}", "write days as YYYY-MM-DD, for example 2024-11-28") from None
