"""What copies are found by."""

from dataclasses import dataclass
from datetime import datetime

from tolqyn.model.document import Document


@dataclass(frozen=True, slots=True)
class LinkInput:
    """A document's reading and where, when and from whom it comes.

    `address` tells two captures of one page; `captured_at` orders documents of one time of publication, and stands in
    for it, within the window, where no date is believed.
    """

    document_id: str
    source_id: str
    reading: str
    published_at: datetime | None = None
    address: str | None = None
    captured_at: datetime | None = None
    forwarded_from: str | None = None
    links: tuple[str, ...] = ()


def link_input(document: Document, captured_at: datetime | None = None) -> LinkInput:
    """A document as `find_copies` reads it; `part` belongs to the address, for posts of one page."""
    return LinkInput(
        document_id=document.document_id,
        source_id=document.source_id,
        reading=document.reading,
        published_at=document.published_at,
        address=f"{document.address}#{document.part}" if document.part else document.address,
        captured_at=captured_at,
        forwarded_from=document.forwarded_from,
        links=document.links,
    )
