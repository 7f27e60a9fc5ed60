"""Verbs that bring things in: add, collect, import, run."""

import re
import time
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tolqyn.cli.options import HERE, Common, note, opened, print_json, say
from tolqyn.model.errors import Invalid
from tolqyn.model.run import Run
from tolqyn.pipeline.accounts import fetched_since
from tolqyn.pipeline.unfinished import Intent
from tolqyn.workspace import Workspace

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def add(
    address: Annotated[str, Parameter(help="A site's address, t.me/NAME or @NAME.")],
    *,
    name: Annotated[str | None, Parameter(help="What to call the source.")] = None,
    common: Common = HERE,
) -> int:
    """Find a source from its address, feeds and sitemaps or a Telegram channel, and add it to tolqyn.toml."""
    with opened(Workspace, common) as workspace:
        source = workspace.add(address, name)
    if common.json:
        print_json({"source_id": source.source_id, "feeds": list(source.feeds), "channel": source.channel})
    else:
        found = [*source.feeds, *([f"t.me/{source.channel}"] if source.channel else [])]
        say(f"{source.source_id}: {', '.join(found)}")
    return 0


def collect(
    *,
    every: Annotated[str | None, Parameter(help="Repeat after so long, for example 15m or 1h.")] = None,
    common: Common = HERE,
) -> int:
    """Fetch what is due, into the archive."""
    pause = seconds_of(every) if every else None
    while True:
        began = datetime.now(UTC)
        with opened(Workspace, common) as workspace:
            report(workspace.collect(), common, "collected")
        for row in [] if common.json else fetched_since(workspace.view(), began):
            why = f", {row['reason']}" if row["reason"] else ""
            say(f"  {row['outcome']}{why}: {row['n']:,} addresses of {row['sources']} sources")
        if pause is None:
            return 0
        note(f"next round in {every}; stop with Ctrl-C")
        time.sleep(pause)


def import_(
    kind: Annotated[str, Parameter(help="telegram, jsonl, csv, warc, wacz or html.")],
    *paths: Annotated[Path, Parameter(help="Files or folders.")],
    map: Annotated[  # noqa: A002
        str | None, Parameter(help="For csv: field=column pairs, for example title=headline,text=body.")
    ] = None,
    addresses: Annotated[Path | None, Parameter(help="For html: a table path<TAB>address[<TAB>source].")] = None,
    channel: Annotated[str | None, Parameter(help="For telegram: the channel of an export without a name.")] = None,
    source: Annotated[str | None, Parameter(help="The source of items that name none.")] = None,
    encoding: Annotated[str | None, Parameter(help="For csv: its encoding, where it is guessed wrong.")] = None,
    common: Common = HERE,
) -> int:
    """Import files that were saved elsewhere."""
    given = {
        "addresses": str(addresses.resolve()) if addresses else None,
        "channel": channel,
        "source": source,
        "encoding": encoding,
    }
    options = tuple((name, value) for name, value in given.items() if value)
    intent = Intent(kind, tuple(str(path.resolve()) for path in paths), _pairs(map), options)
    with opened(Workspace, common) as workspace:
        report(workspace.import_files(intent), common, "imported")
    return 0


def run(
    *,
    engine: Annotated[str | None, Parameter(help="local, ray, or here (this process).")] = None,
    common: Common = HERE,
) -> int:
    """Bring every stage up to date; a second run finds nothing to do."""
    with opened(Workspace, common) as workspace:
        report(workspace.run(engine), common, "done")
    return 0


def report(runs: Iterable[Run], common: Common, word: str) -> None:
    """Summary of a verb: a line for each stage, or the accounts as JSON."""
    totals: dict[str, Counter[str]] = {}
    for account in runs:
        total = totals.setdefault(account.stage, Counter())
        total.update(
            {"in": account.items_in, word: account.items_out, "rejected": account.rejected, "records": account.records}
        )
    if common.json:
        print_json({"stages": {stage: dict(total) for stage, total in totals.items()}})
        return
    if not totals:
        say("nothing to do: every stage is up to date")
    for stage, total in totals.items():
        turned = f", {total['rejected']:,} rejected (tolqyn check says why)" if total["rejected"] else ""
        say(f"{stage}: {total['in']:,} in, {total[word]:,} {word}{turned}, {total['records']:,} records")


def seconds_of(text: str) -> int:
    """Seconds of a span such as `15m`; raises `Invalid` for anything else.

    >>> seconds_of("15m"), seconds_of("2h")
    (900, 7200)
    """
    match = re.fullmatch(r"(\d+)([smhd])", text)
    if not match:
        raise Invalid(f"not a span of time: {text}", "write a number and s, m, h or d, for example --every 15m")
    return int(match[1]) * _UNITS[match[2]]


def _pairs(text: str | None) -> tuple[tuple[str, str], ...]:
    if not text:
        return ()
    pairs = [pair.partition("=") for pair in text.split(",")]
    if any(not sign for _, sign, _ in pairs):
        raise Invalid(f"not a mapping: {text}", "write field=column pairs, for example --map url=link,title=headline")
    return tuple((name.strip(), column.strip()) for name, _, column in pairs)
