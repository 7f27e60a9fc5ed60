"""Findings of a wave that never was: invented sources and texts in Russian, Kazakh, Ukrainian and English."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from tolqyn.brief import evaluate
from tolqyn.brief.parts import Value
from tolqyn.model.capture import Capture
from tolqyn.model.document import Document
from tolqyn.model.errors import Damaged, Invalid
from tolqyn.model.identifiers import digest_of, identify
from tolqyn.model.link import Link
from tolqyn.model.settings import Event
from tolqyn.model.spans import nfc
from tolqyn.model.wave import Count, Monitored, Wave, WaveEvent
from tolqyn.queries.findings import (
    CopyFinding,
    Exhibit,
    Limits,
    NearbyEvent,
    SourcePresence,
    SourceShare,
    WaveFindings,
)

ONSET, PEAK, END = date(2024, 11, 28), date(2024, 11, 30), date(2024, 12, 3)

TEXTS: tuple[tuple[str, str, str | None, str], ...] = (
    ("Вестник Залесья", "ru", "Остров Тулания закрыл порт", "Порт закрыт до весны, сообщил смотритель маяка."),
    ("Дала хабары", "kk", "Тулания аралы портын жапты", "Порт көктемге дейін жабық, деді шамшырақ қарауылы."),
    ("Вечірня Лука", "uk", "Туланія: «порт зачинено»", "Доглядач маяка каже, що порт зачинено до весни."),
    ("Harbour Post", "en", "Tulania shuts its “only” port", "The port stays shut until spring, a keeper said."),
    ("Канал 24", "ru", None, "⚡**Тулания: порт закрыт**\nОстров закрыл порт до весны. https://t.example/1"),
    ("Harbour Post", "en", None, "Keeper of the Tulania light: no ship before May, and 7 of 12 pilots have left"),
)


@dataclass
class Shelf:
    """Archived payloads and what is read from them; a tracer over findings, without a disk."""

    findings: WaveFindings
    payloads: dict[str, bytes] = field(default_factory=dict)
    extra: dict[str, list[Document]] = field(default_factory=dict)

    def capture(self, capture_id: str) -> Capture:
        for exhibit in everything(self.findings):
            if exhibit.capture.capture_id == capture_id:
                return exhibit.capture
        raise Invalid(f"there is no capture {capture_id}", "tolqyn check")

    def payload(self, capture_id: str) -> bytes:
        capture = self.capture(capture_id)
        body = self.payloads.get(capture_id, body_of(capture.address))
        if digest_of(body) != capture.digest:
            raise Damaged(f"{capture.warc_file}@{capture.warc_offset}", "its digest does not match")
        return body

    def reread(self, capture_id: str) -> list[Document]:
        self.payload(capture_id)
        if capture_id in self.extra:
            return self.extra[capture_id]
        return [e.document for e in everything(self.findings) if e.capture.capture_id == capture_id]

    def figure(self, name: str, arguments: Mapping[str, str | int]) -> Value:
        return evaluate(self.findings, name, arguments)


def everything(findings: WaveFindings) -> list[Exhibit]:
    copied = [side for copy in findings.copies for side in (copy.original, copy.copy)]
    return [*findings.exhibits, *copied]


def body_of(address: str) -> bytes:
    return f"archived bytes of {address}".encode()


def exhibit(number: int, source: str, language: str | None, title: str | None, text: str, **more: object) -> Exhibit:
    """A document of the wave with its capture; `at` and `original` may be given."""
    address = f"https://example.test/{number}"
    body, at = body_of(address), more.get("at", datetime(2024, 11, 28, 6, tzinfo=UTC) + timedelta(hours=5 * number))
    capture = Capture(
        identify("cap", address), source, address, "page", "text/html", datetime(2024, 12, 4, tzinfo=UTC), 200,
        digest_of(body), len(body), "tolqyn-20241204.warc.gz", 1000 * number, 900,
    )  # fmt: skip
    kind = "post" if title is None else "article"
    document = Document(
        identify("doc", address), capture.capture_id, source, kind, address, None, title and nfc(title), nfc(text),
        at, "meta", None, language, 0.9,  # type: ignore[arg-type]
    )  # fmt: skip
    return Exhibit(document, capture, source, bool(more.get("original", True)))


def copy_of(later: Exhibit, earlier: Exhibit, *reasons: str) -> CopyFinding:
    lag = None
    if later.document.published_at and earlier.document.published_at:
        lag = (later.document.published_at - earlier.document.published_at).total_seconds()
    ids = (later.document.document_id, earlier.document.document_id)
    spans = (0, min(20, len(later.document.reading)), 0, min(20, len(earlier.document.reading)))
    link = Link(identify("lnk", *ids), "copy", *ids, 0.83, reasons or ("containment=0.83", "lead-cut"), lag, *spans)
    return CopyFinding(link, later, earlier)


def findings(exhibits: list[Exhibit] | None = None, copies: int = 2, **wave: object) -> WaveFindings:
    """Findings over the invented texts, or over `exhibits`; `wave` overrides fields of the wave."""
    shown = exhibits if exhibits is not None else [exhibit(n, *text) for n, text in enumerate(TEXTS)]
    repeats = []
    if copies and len(shown) > 4:
        repeats = [copy_of(shown[0], shown[4]), copy_of(shown[3], shown[0], "exact-text")][:copies]
        repeated = {copy.copy.document.document_id for copy in repeats}
        shown = [replace(e, original=e.document.document_id not in repeated) for e in shown]
    held = wave_of(shown, **wave)
    return WaveFindings(
        workspace="tulania",
        snapshot=7,
        drawn_at=datetime(2024, 12, 4, 9, 30, tzinfo=UTC),
        wave=held,
        target_name="Тулания",
        press_name="invented press",
        counts=counts(shown),
        exhibits=tuple(shown),
        shares=shares(shown),
        copies=tuple(repeats),
        presences=(
            SourcePresence("Вестник Залесья", "Вестник Залесья", date(2024, 9, 1), END, 400, "steady"),
            SourcePresence("Канал 24", "Канал 24", date(2024, 11, 1), END, 60, "joined"),
            SourcePresence("Тихий голос", "Тихий голос", date(2024, 9, 1), date(2024, 10, 9), 40, "silent"),
        ),
        events=(nearby("evt_port", ONSET, 0.004), nearby("evt_fair", ONSET - timedelta(days=2), None)),
        earlier=(),
        monitored=Monitored("all", 120, 90, 0.4, 365.0),
        limits=Limits(88, 1204, 12, (("no-text", 30), ("too-short", 5)), 3),
        sources=(),
    )


def wave_of(shown: list[Exhibit], **changes: object) -> Wave:
    own = sum(e.original for e in shown)
    base = Wave(
        wave_id="wav_invented", target="tulania", press="invented", series="coverage", narrative=None, status="over",
        tier="alarm", onset=ONSET, onset_from=ONSET - timedelta(days=1), onset_until=ONSET + timedelta(days=1),
        peak=PEAK, end=END, end_from=END - timedelta(days=1), end_until=END + timedelta(days=1), observed=own,
        expected=1.4, excess=own - 1.4, strength=own / 1.4, e_value=1e6, documents=len(shown), originals=own,
        sources=len({e.source_name for e in shown}), hostile_share=0.31, immature=False, effective_sources=4.2,
        top_share=0.33, survives_without_loudest=True, detected_on=ONSET,
    )  # fmt: skip
    return replace(base, **changes)  # type: ignore[arg-type]


def counts(shown: list[Exhibit]) -> tuple[Count, ...]:
    days = [ONSET - timedelta(days=40) + timedelta(days=n) for n in range(50)]
    made = []
    for n, day in enumerate(days):
        of_day = [e for e in shown if e.document.day == day]
        known = n >= 28
        made.append(
            Count(
                "all", "tulania", "coverage", day, len(of_day), sum(e.original for e in of_day), len(of_day),
                20.0 + n % 7, 0.2 + n / 100 if known else None, 2.5 if known else None, 1.0 if known else None,
            )
        )  # fmt: skip
    return tuple(made)


def shares(shown: list[Exhibit]) -> tuple[SourceShare, ...]:
    made = []
    for name in dict.fromkeys(e.source_name for e in shown):
        own = [e for e in shown if e.source_name == name]
        first = min(own, key=lambda e: e.document.published_at or datetime.max.replace(tzinfo=UTC))
        made.append(
            SourceShare(
                name, name, len(own), sum(e.original for e in own), len(own) / len(shown),
                0.25 if name != "Канал 24" else None, first.document.document_id,
                first.document.published_at or datetime(2024, 11, 28, tzinfo=UTC),
            )
        )  # fmt: skip
    return tuple(made)


def nearby(event_id: str, day: date, chance: float | None) -> NearbyEvent:
    event = Event(event_id, day, f"Праздник маяка «{event_id}» 2024", "holiday")
    return NearbyEvent(event, WaveEvent("wav_invented", event_id, day, (ONSET - day).days, chance))
