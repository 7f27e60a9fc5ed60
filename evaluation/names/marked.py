"""Our own small sets: Ukrainian and English sentences of shared corpora, marked before any reader of them was run.

A row holds where the sentence lies, the first 16 digits of its SHA-256 and the spans; no text is copied. The first
Ukrainian set was looked at while the reader was built; `gold_uk_fresh.tsv` was read once, when it was finished.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import trafilatura

from evaluation.floors import REAL_DATA
from evaluation.names.reading import names_of, spans_of
from evaluation.names.scoring import Counts, Span, places_together
from tolqyn.annotate.sentences import split

HERE = Path(__file__).parent
SETS = {"uk": "gold_uk.tsv", "uk_fresh": "gold_uk_fresh.tsv", "en": "gold_en.tsv"}
CORPORA = [
    REAL_DATA / "sib200" / "data" / "annotated" / "ukr_Cyrl",
    REAL_DATA / "sib200" / "data" / "annotated" / "eng_Latn",
    REAL_DATA / "cyrillic_pages" / "htmldate_eval" / "tests" / "test_set" / "1716869064.html",
    REAL_DATA / "cyrillic_pages" / "htmldate_eval" / "tests" / "test_set" / "1628285861.html",
    REAL_DATA / "article_extraction_benchmark" / "ground-truth.json",
]


def sentences(name: str) -> Iterator[tuple[str, list[Span]]]:
    """Sentences of a set with their names; one that cannot be found again is left out and said."""
    for row in (HERE / SETS[name]).read_text("utf-8").splitlines():
        corpus, _, digest, spans = row.split("\t")
        text = _by_digest(corpus).get(digest)
        if text is None:
            print(f"{name}: a sentence of {corpus} is no longer found ({digest})")
            continue
        found = re.findall(r"(\d+)-(\d+):(\w+)", spans)
        yield text, [(int(start), int(stop), kind) for start, stop, kind in found]


@cache
def _by_digest(corpus: str) -> dict[str, str]:
    return {hashlib.sha256(text.encode()).hexdigest()[:16]: text for text in _texts(corpus)}


def _texts(corpus: str) -> Iterator[str]:
    """Sentences of one place of a corpus, cut as they were when they were marked."""
    kind, _, rest = corpus.partition("/")
    if kind == "sib200":
        rows = (REAL_DATA / "sib200" / "data" / "annotated" / f"{rest}.tsv").read_text("utf-8").splitlines()[1:]
        yield from (row.split("\t", 2)[2] for row in rows)
    elif kind == "cyrillic_pages":
        page = (REAL_DATA / "cyrillic_pages" / "htmldate_eval" / "tests" / rest).read_bytes()
        text = trafilatura.extract(page) or ""
        yield from (span.of(text) for span in split(text, "uk"))
    else:
        text = json.loads(CORPORA[-1].read_text("utf-8"))[rest]["articleBody"]
        yield from (span.of(text) for span in split(text, "en"))


def measure(name: str, show: bool) -> dict[str, float]:
    """Strict F1 with GPE and LOC as one, and with GPE told from LOC."""
    rows = list(sentences(name))
    found = [spans_of(names) for names in names_of([text for text, _ in rows], name[:2])]
    together, apart = Counts(), Counts()
    for (text, gold), spans in zip(rows, found, strict=True):
        apart.add(spans, gold)
        together.add(places_together(spans), places_together(gold))
        if show and set(spans) != set(gold):
            print(_differences(text, gold, spans))
    print(together.line(f"{name}, {len(rows)} sentences"))
    print(apart.line(f"{name}, GPE apart"))
    return {"F1": together.f1(), "four_types": apart.f1()} | {kind: together.f1(kind) for kind in ("PER", "LOC", "ORG")}


def _differences(text: str, gold: list[Span], spans: list[Span]) -> str:
    missed, extra = sorted(set(gold) - set(spans)), sorted(set(spans) - set(gold))
    named = [[f"{text[start:stop]}:{kind}" for start, stop, kind in part] for part in (missed, extra)]
    return f"missed {named[0]} extra {named[1]} | {text[:60]}"
