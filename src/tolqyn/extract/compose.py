"""The parts that an extractor found become a document or a rejection, the same way for every form."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tolqyn.extract.dating import Claim, believe
from tolqyn.extract.language import identify
from tolqyn.extract.options import Options
from tolqyn.model.capture import Capture
from tolqyn.model.document import Document, document_identity


@dataclass(frozen=True, slots=True)
class Parts:
    """What a form said, tidy, before dates are weighed and the language is told."""

    kind: Literal["article", "post"]
    address: str
    text: str
    part: str | None = None
    title: str | None = None
    claims: Iterable[Claim] = ()
    language: str | None = None
    authors: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    forwarded_from: str | None = None
    reply_to: str | None = None
    views: int | None = None


def compose(capture: Capture, parts: Parts, options: Options) -> Document:
    """The document of `parts`; `parts.text` is not empty.

    A language that the data declares is taken, without a score; else it is told from title and text.
    """
    source_id = capture.source_id
    dating = believe(parts.claims, now=options.now, founded=options.founded(source_id))
    language, score = parts.language, None
    if language is None:
        reading = f"{parts.title}\n{parts.text}" if parts.title else parts.text
        language, score = identify(reading, usual=options.usual_languages(source_id))
    return Document(
        document_id=document_identity(source_id, parts.address, parts.part, (parts.title, parts.text)),
        capture_id=capture.capture_id,
        source_id=source_id,
        kind=parts.kind,
        address=parts.address,
        part=parts.part,
        title=parts.title,
        text=parts.text,
        published_at=dating.published_at,
        date_source=dating.date_source,
        date_note=dating.date_note,
        language=language,
        language_score=score,
        authors=parts.authors,
        links=parts.links,
        forwarded_from=parts.forwarded_from,
        reply_to=parts.reply_to,
        views=parts.views,
    )
