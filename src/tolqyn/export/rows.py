"""One row for each document of a wave: what every other form is made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tolqyn.model.document import DateSource
from tolqyn.queries.findings import WaveFindings


@dataclass(frozen=True, slots=True)
class Row:
    """A document, who published it when, and where its bytes lie; `copy_of` may name a document outside the wave.

    `original` says that it is the first of its copies within the press, which a document that copies another press is
    too. `digest` is that of the archived payload.
    """

    document_id: str
    capture_id: str
    source_id: str
    source_name: str
    address: str
    published_at: datetime | None
    date_source: DateSource | None
    language: str | None
    kind: Literal["article", "post"]
    headline: str
    original: bool
    copy_of: str | None
    digest: str
    warc_file: str
    warc_offset: int
    wave_id: str


def rows_of(findings: WaveFindings) -> Iterator[Row]:
    """Rows of a wave in the order of its findings, which is that of publication."""
    copied = {copy.link.document_id: copy.link.original_id for copy in findings.copies}
    for exhibit in findings.exhibits:
        document, capture = exhibit.document, exhibit.capture
        yield Row(
            document_id=document.document_id,
            capture_id=capture.capture_id,
            source_id=document.source_id,
            source_name=exhibit.source_name,
            address=document.address,
            published_at=document.published_at,
            date_source=document.date_source,
            language=document.language,
            kind=document.kind,
            headline=document.headline,
            original=exhibit.original,
            copy_of=copied.get(document.document_id),
            digest=capture.digest,
            warc_file=capture.warc_file,
            warc_offset=capture.warc_offset,
            wave_id=findings.wave.wave_id,
        )
