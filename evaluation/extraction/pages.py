"""Text, dates and speed of pages, beside what others make of the same bytes."""

from collections.abc import Callable
from time import process_time

import trafilatura

from evaluation.extraction.reading import NOW, benchmark_pages, capture, dated_pages
from evaluation.extraction.shingles import Score, score
from tolqyn.extract import Options, extract
from tolqyn.extract.blocks import densest_body
from tolqyn.extract.markup import parse
from tolqyn.model.decoding import decode
from tolqyn.model.document import Document
from tolqyn.model.rejected import Rejected

Extractor = Callable[[str, bytes], str]


def ours(address: str, payload: bytes) -> str:
    """Our text of a page, empty where it is rejected."""
    (found,) = extract(capture(address, "page"), payload, Options(NOW))
    return found.text if isinstance(found, Document) else ""


def plain_trafilatura(_: str, payload: bytes) -> str:
    """trafilatura as it comes, without comments."""
    return trafilatura.extract(payload, include_comments=False) or ""


def densest(_: str, payload: bytes) -> str:
    """The densest block alone, in the manner of Readability."""
    tree = parse(decode(payload, None, markup="html")[0], Options(NOW))
    return "" if isinstance(tree, Rejected) else densest_body(tree)


def text_score(extractor: Extractor) -> tuple[Score, float]:
    """Score of an extractor on the benchmark, and pages for each second of its processor time."""
    pages = list(benchmark_pages())
    extractor(*pages[0][:2])
    start = process_time()
    found = [extractor(address, payload) for address, payload, _ in pages]
    spent = process_time() - start
    pairs = ((true, text) for (_, _, true), text in zip(pages, found, strict=True))
    return score(pairs), len(pages) / spent


def wrong_dates() -> tuple[list[str], int]:
    """What went wrong on the pages whose day is known, and how many such pages there are."""
    wrong, count = [], 0
    for address, payload, day in dated_pages():
        count += 1
        (found,) = extract(capture(address, "page"), payload, Options(NOW))
        if not isinstance(found, Document):
            wrong.append(f"{address}: {found.reason}, {found.detail}")
        elif str(found.day) != day:
            wrong.append(f"{address}: {found.day} by {found.date_source}, true is {day}")
    return wrong, count
