"""Marks in the invented texts, as a reader of the invented wave might have left them."""

from dataclasses import replace

from tests.brief.invented import findings
from tolqyn.model.identifiers import identify
from tolqyn.model.reading import Attitude, Claim, NarrativeMatch, Quote
from tolqyn.model.settings import Narrative
from tolqyn.queries.findings import Exhibit, WaveFindings
from tolqyn.queries.marks import Readings, Share

CLOSING = Narrative("nar_closing", ("{target} отрезает себя от соседей", "{target} cuts itself off"))


def read_findings(copies: int = 2) -> WaveFindings:
    """The invented findings with marks in every layer."""
    base = findings(copies=copies)
    ru, kk, uk, en, *_ = base.exhibits
    readings = Readings(
        read=5,
        read_before=40,
        quotes=(
            _quote(ru, "Порт закрыт до весны", "смотритель маяка", "expert"),
            _quote(kk, "Порт көктемге дейін жабық", "шамшырақ қарауылы", None),
            _quote(uk, "порт зачинено до весни", None, "anonymous"),
        ),
        attitudes=(
            _attitude(ru, "Тулания", "hostile"),
            _attitude(uk, "Туланія", "quotes-hostility"),
            _attitude(en, "Tulania", "reports-hostility"),
        ),
        claims=(_claim(en, "The port stays shut until spring", "prediction"),),
        narratives=(_match(ru, "Порт закрыт до весны"), _match(en, "The port stays shut until spring")),
        shares=(
            Share("stance", "hostile", 1, 0),
            Share("stance", "quotes-hostility", 1, 2),
            Share("stance", "reports-hostility", 1, 0),
            Share("role", "expert", 1, 0),
            Share("role", "anonymous", 1, 3),
            Share("claim", "prediction", 1, 0),
            Share("narrative", "nar_closing", 2, 1),
            Share("device", "Doubt", 2, 4),
        ),
    )
    return replace(base, readings=readings, narratives=(CLOSING,))


def _span(exhibit: Exhibit, words: str) -> tuple[int, int]:
    start = exhibit.document.reading.index(words)
    return start, start + len(words)


def _quote(exhibit: Exhibit, words: str, speaker: str | None, role: str | None) -> Quote:
    name, (start, stop) = exhibit.document.document_id, _span(exhibit, words)
    return Quote(
        identify("quo", name, start), name, "direct", start, stop, None, None, None, None, speaker, None,
        role, None, None, None, 0.8, "lexical/1",  # type: ignore[arg-type]
    )  # fmt: skip


def _attitude(exhibit: Exhibit, words: str, kind: str) -> Attitude:
    name, (start, stop) = exhibit.document.document_id, _span(exhibit, words)
    return Attitude(
        identify("att", name, start), name, "author", None, None, None, "tulania", start, stop, -1,
        kind, None, None, 0.7, "adapter/1",  # type: ignore[arg-type]
    )  # fmt: skip


def _claim(exhibit: Exhibit, words: str, kind: str) -> Claim:
    name, (start, stop) = exhibit.document.document_id, _span(exhibit, words)
    return Claim(
        identify("clm", name, start), name, kind, start, stop, start, start + 3, "author", None, None, None,  # type: ignore[arg-type]
        "tulania", None, None, start, stop, None, None, 0.6, "lexical/1",
    )  # fmt: skip


def _match(exhibit: Exhibit, words: str) -> NarrativeMatch:
    start, stop = _span(exhibit, words)
    return NarrativeMatch(exhibit.document.document_id, "nar_closing", start, stop, 0.71, "match", "e5/1")
