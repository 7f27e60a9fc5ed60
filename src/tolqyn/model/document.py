"""The text got from one capture."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tolqyn.model.identifiers import identify

DateSource = Literal["json-ld", "meta", "url", "feed", "post", "row", "page"]
"""How a publication date is known; `page` is a date found in the visible text, the weakest."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article or a post. Marks count code points of `reading`, which is NFC.

    `published_at` is `None` where no date is believed; `date_note` then says which reason spoke against it.
    `language` is an ISO 639-1 code, `None` for unknown. `made_by` is the stage and version, written by the pipeline.
    """

    document_id: str
    capture_id: str
    source_id: str
    kind: Literal["article", "post"]
    address: str
    part: str | None
    title: str | None
    text: str
    published_at: datetime | None = None
    date_source: DateSource | None = None
    date_note: str | None = None
    language: str | None = None
    language_score: float | None = None
    authors: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    forwarded_from: str | None = None
    reply_to: str | None = None
    views: int | None = None
    made_by: str | None = None

    @property
    def reading(self) -> str:
        """What annotators read and spans count in: the title, a blank line, the text."""
        return f"{self.title}\n\n{self.text}" if self.title else self.text

    @property
    def headline(self) -> str:
        """Title, else the first line of a post that has none."""
        return self.title or next((line for line in self.text.splitlines() if line.strip()), "").strip()

    @property
    def day(self) -> date | None:
        """UTC day of publication."""
        return self.published_at.date() if self.published_at else None


def document_identity(source_id: str, address: str, part: str | None, content: tuple[str | None, str]) -> str:
    """Identifier of a document from where it stood and its title and text; a changed text is another document."""
    return identify("doc", source_id, address, part, *content)
