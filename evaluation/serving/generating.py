"""A generated workspace of any size: invented words, sources and days, in the tables' own schemata.

It measures speed alone. Nothing in it was ever published, and no quality is measured on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from tolqyn import archive
from tolqyn.model.capture import Arrival, Capture
from tolqyn.model.document import Document
from tolqyn.model.identifiers import identify
from tolqyn.model.link import Link
from tolqyn.model.mark import Coverage, Mention
from tolqyn.model.run import Run
from tolqyn.model.tables import schema_of
from tolqyn.model.wave import Count, Monitored, Wave
from tolqyn.store import Place, Store, TextIndex

FIRST = date(2022, 1, 1)
NOW = datetime(2025, 1, 1, tzinfo=UTC)
BATCH = 20_000
SYLLABLES = [a + b for a in "бвгджзклмнпрст" for b in "аеиоуыюя"]
PRESSES = ("all", "state", "private", "channels")


@dataclass(frozen=True, slots=True)
class Size:
    """How large: documents, of them in the full-text index, sources, targets, days, words of a text."""

    documents: int
    indexed: int
    sources: int = 200
    targets: int = 120
    days: int = 1000
    words: int = 90


def generate(root: Path, size: Size) -> None:
    """Write a workspace of that size under `root`."""
    root.mkdir(parents=True, exist_ok=True)
    place = Place(root)
    place.settings.write_text(_settings(size), encoding="utf-8")
    dice = np.random.default_rng(7)
    captured = _captured(place)
    texts = _texts(dice, size, BATCH)
    with Store(place.lake).writer() as writer:
        for first in range(0, size.documents, BATCH):
            writer.commit(_batch(dice, size, first, (captured, texts)))
        writer.commit(
            {
                Count: _counts(dice, size),
                Wave: _waves(size),
                Monitored: [Monitored("all", 480, size.days, 2.5, 365.0)],
                Run: [_run(stage) for stage in ("extract", "annotate", "link", "waves")],
            }
        )
        writer.compact()
    _index(place, dice, size)


def _settings(size: Size) -> str:
    names = [f"s{number:03d}" for number in range(size.sources)]
    rows = "".join(
        f'[[source]]\nid = "{name}"\nname = "Источник {name}"\naddress = "https://{name}.example/"\n' for name in names
    )
    third = len(names) // 3
    presses = "".join(
        f'[[press]]\nid = "{press}"\nname = "{press}"\nsources = {names[at * third : (at + 1) * third]}\n'
        for at, press in enumerate(PRESSES[1:])
    ).replace("'", '"')
    targets = "".join(
        f'[[target]]\nid = "t{n:03d}"\nname = "Цель {n}"\naliases = ["Цель{n}"]\n' for n in range(size.targets)
    )
    return f'[workspace]\nname = "Generated"\ncountries = "listed"\n{rows}{presses}{targets}'


def _run(stage: str) -> Run:
    return Run(f"run_{stage}", stage, "1", NOW, NOW, 1, 1, 0, 1)


def _captured(place: Place) -> Capture:
    """One archived record that every document shares: reading it back costs what reading any costs."""
    arrival = Arrival("s000", "https://s000.example/", "page", "text/html", b"<p>" + b"x" * 20_000, NOW)
    return archive.Writer(place.evidence).append([arrival])[0]


def _texts(dice: np.random.Generator, size: Size, count: int) -> list[str]:
    """Texts of invented words whose frequencies fall as those of a language do."""
    words = np.array(["".join(parts) for parts in dice.choice(SYLLABLES, (40_000, 3))])
    drawn = np.minimum(dice.zipf(1.3, (count, size.words)), len(words)) - 1
    return [" ".join(row) for row in words[drawn]]


def _batch(dice: np.random.Generator, size: Size, first: int, stock: tuple[Capture, list[str]]) -> dict[type, pa.Table]:
    count = min(BATCH, size.documents - first)
    captured, texts = stock[0], [stock[1][at] for at in dice.permutation(BATCH)[:count]]
    days = np.sort(dice.integers(0, size.days, count) // 8 + first * size.days // size.documents).clip(0, size.days - 1)
    moments = [
        datetime(2022, 1, 1, tzinfo=UTC) + timedelta(days=int(day), seconds=int(s))
        for day, s in zip(days, dice.integers(0, 86400, count), strict=True)
    ]
    names = [identify("doc", first + at) for at in range(count)]
    sources = [f"s{n:03d}" for n in np.minimum(dice.zipf(1.5, count), size.sources) - 1]
    tables = {
        Document: _rows(
            Document,
            count,
            document_id=names,
            capture_id=captured.capture_id,
            source_id=sources,
            kind="article",
            address=[f"https://{s}.example/{first + at}" for at, s in enumerate(sources)],
            title=[t[:60] for t in texts],
            text=texts,
            published_at=moments,
            language="ru",
            made_by="extract/1",
        ),
        **_marks(dice, size, names),
        Link: _links(dice, names),
    }
    if not first:
        tables[Capture] = _rows(
            Capture, 1, **{name: getattr(captured, name) for name in Capture.__dataclass_fields__ if name != "hints"}
        )
    return tables


def _marks(dice: np.random.Generator, size: Size, names: list[str]) -> dict[type, pa.Table]:
    """Two mentions and a coverage for half of the documents."""
    about = [
        (name, f"t{n:03d}")
        for name, n in zip(names, np.minimum(dice.zipf(1.4, len(names)), size.targets) - 1, strict=True)
    ][::2]
    twice = [(name, target, place) for name, target in about for place in (0, 40)]
    return {
        Coverage: _rows(
            Coverage,
            len(about),
            document_id=[n for n, _ in about],
            target=[t for _, t in about],
            mentions=2,
            prominent=True,
            score=0.9,
            made_by="annotate/1",
        ),
        Mention: _rows(
            Mention,
            len(twice),
            mention_id=[identify("men", n, p) for n, _, p in twice],
            document_id=[n for n, _, _ in twice],
            start=[p for _, _, p in twice],
            stop=[p + 6 for _, _, p in twice],
            surface="слово",
            target=[t for _, t, _ in twice],
            type="GPE",
            form="name",
            score=0.9,
            annotator="targets",
            version="1",
        ),
    }


def _links(dice: np.random.Generator, names: list[str]) -> pa.Table:
    """A tenth of the documents repeat one of the fifty before."""
    later = list(range(50, len(names), 10))
    earlier = [at - int(back) for at, back in zip(later, dice.integers(1, 50, len(later)), strict=True)]
    return _rows(
        Link,
        len(later),
        link_id=[identify("lnk", names[at]) for at in later],
        relation="copy",
        document_id=[names[at] for at in later],
        original_id=[names[at] for at in earlier],
        score=0.9,
        reasons=("containment=0.90",),
        lag_s=600.0,
        start=0,
        stop=200,
        original_start=0,
        original_stop=200,
        made_by="link/1",
    )


def _counts(dice: np.random.Generator, size: Size) -> pa.Table:
    keys = [
        (p, f"t{t:03d}", FIRST + timedelta(days=d))
        for p in PRESSES
        for t in range(size.targets)
        for d in range(size.days)
    ]
    seen = dice.poisson(2.0, len(keys))
    return _rows(
        Count,
        len(keys),
        press=[k[0] for k in keys],
        target=[k[1] for k in keys],
        series="coverage",
        day=[k[2] for k in keys],
        documents=seen + 1,
        originals=seen,
        sources=np.minimum(seen, 5),
        exposure=800.0,
        expected=2.0,
        upperbound=8.0,
        e_value=1.0,
    )


def _waves(size: Size) -> list[Wave]:
    last = FIRST + timedelta(days=size.days - 1)
    return [
        Wave(
            identify("wav", press, target, at),
            f"t{target:03d}",
            press,
            "coverage",
            None,
            "over" if at else "on",
            "alarm",
            day,
            day,
            day,
            day,
            (day + timedelta(days=9)) if at else None,
            None,
            None,
            80,
            20.0,
            60.0,
            4.0,
            1e8,
            90,
            80,
            12,
            None,
            False,
            6.0,
            0.3,
            True,
            day,
        )
        for press in PRESSES
        for target in range(size.targets)
        for at in range(2)
        for day in (last - timedelta(days=8 if not at else 200 + target),)
    ]


def _rows(record: type, count: int, **columns: object) -> pa.Table:
    """A table of a record from columns and constants; a column that is not given is null."""
    schema = schema_of(record)
    made = []
    for field in schema:
        value = columns.get(field.name)
        many = value if isinstance(value, list | np.ndarray) else [value] * count
        if value is None and not field.nullable:
            many = [()] * count
        made.append(pa.array(many, field.type))
    return pa.Table.from_arrays(made, schema=schema)


def _index(place: Place, dice: np.random.Generator, size: Size) -> None:
    """Full text of the newest documents: indexing a million takes an hour, and a query costs by what it matches."""
    view = Store(place.lake).view()
    wanted = view.table(Document, columns=["document_id", "language", "source_id", "published_at", "title", "text"])

    def rows() -> Iterator[tuple[str, str | None, str, date | None, str | None, str]]:
        for row in wanted.slice(max(wanted.num_rows - size.indexed, 0)).to_pylist():
            yield (
                row["document_id"],
                row["language"],
                row["source_id"],
                row["published_at"].date(),
                row["title"],
                row["text"],
            )

    TextIndex(place.index).update(rows(), view.snapshot)
    del dice
