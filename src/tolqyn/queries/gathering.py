"""Gather what the tables hold about one wave into findings: a brief can say nothing else."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from importlib import import_module

import pyarrow.compute as pc

from tolqyn import packs
from tolqyn.model.capture import Capture
from tolqyn.model.document import Document
from tolqyn.model.errors import Invalid
from tolqyn.model.link import MEMBERS, Link
from tolqyn.model.mark import Coverage
from tolqyn.model.settings import Event, Settings
from tolqyn.model.wave import Wave
from tolqyn.queries import timelines
from tolqyn.queries.findings import CopyFinding, Exhibit, Limits, NearbyEvent, SourceShare, WaveFindings
from tolqyn.queries.marks import Period, Readings, readings_of
from tolqyn.queries.names import press_name, source_names, target_name
from tolqyn.queries.picking import among
from tolqyn.queries.presence import presences
from tolqyn.store import View

MadeBy = Mapping[str, str]

BEFORE_DAYS = 56
"""How far back one looks for what was usual before a wave: eight weeks, as in its picture."""


@dataclass(frozen=True)
class Gatherer:
    """Reads one view; `made_by` names the stage versions whose rows are current, `members` the sources of a press."""

    view: View
    settings: Settings
    made_by: MadeBy
    members: Mapping[str, frozenset[str]]

    def findings(self, wave_id: str, drawn_at: datetime) -> WaveFindings:
        """Everything that is known about one wave; raises `Invalid` where there is none of that name."""
        wave = self._wave(wave_id)
        counts = timelines.counts(self.view, wave)
        about = self._about(wave)
        inside = [document for document in about if _within(document, wave)]
        members = self.members[wave.press]
        exhibits = self._exhibits(inside, members)
        present = presences(self.view, members, self._names, self.made_by["extract"])
        return WaveFindings(
            workspace=self.settings.name,
            snapshot=self.view.snapshot,
            drawn_at=drawn_at,
            wave=wave,
            target_name=target_name(self.settings, wave.target),
            press_name=press_name(self.settings, wave.press),
            counts=tuple(counts),
            exhibits=tuple(exhibits),
            shares=tuple(self._shares(exhibits, [document for document in about if _before(document, wave)])),
            copies=tuple(self._copies(exhibits, members)),
            presences=tuple(present),
            events=tuple(self._events(wave)),
            earlier=tuple(self._earlier(wave)),
            monitored=timelines.monitored(self.view, wave.press),
            limits=self._limits(wave, sum(count.day < wave.onset for count in counts)),
            sources=self.settings.sources,
            readings=self._readings(wave, exhibits, about),
            narratives=packs.catalogue_of(self.settings),
        )

    def _readings(self, wave: Wave, exhibits: list[Exhibit], about: list[Document]) -> Readings | None:
        """Marks of the wave's originals, set against the originals of the weeks before it."""
        since = wave.onset - timedelta(days=BEFORE_DAYS)
        earlier = [document for document in about if since <= _at(document).date() < wave.onset]
        before = self._originals(earlier, self.members[wave.press])
        inside = [exhibit.document.document_id for exhibit in exhibits if exhibit.original]
        return readings_of(self.view, self.made_by, Period(wave.target, inside, sorted(before)))

    @cached_property
    def _names(self) -> dict[str, str]:
        return source_names(self.view, self.settings)

    def _wave(self, wave_id: str) -> Wave:
        for wave in self.view.records(Wave, where=pc.field("wave_id") == wave_id):
            return wave
        raise Invalid(f"there is no wave {wave_id}", "tolqyn waves lists the waves of this workspace")

    def _about(self, wave: Wave) -> list[Document]:
        """Documents of the press about the target, in order of publication."""
        covers = (pc.field("target") == wave.target) & (pc.field("made_by") == self.made_by["annotate"])
        names = self.view.table(Coverage, columns=["document_id"], where=covers).column("document_id")
        current = pc.field("document_id").isin(names.combine_chunks()) & (
            pc.field("made_by") == self.made_by["extract"]
        )
        members = self.members[wave.press]
        documents = [
            document
            for document in self.view.records(Document, where=current)
            if document.published_at is not None and document.source_id in members
        ]
        return sorted(documents, key=_moment)

    def _exhibits(self, documents: list[Document], members: frozenset[str]) -> list[Exhibit]:
        """Documents with their captures; original is the first of its copies within these sources."""
        captures = self._captures(documents)
        originals = self._originals(documents, members)
        return [
            Exhibit(
                document,
                captures[document.capture_id],
                self._names.get(document.source_id, document.source_id),
                document.document_id in originals,
            )
            for document in documents
        ]

    def _captures(self, documents: list[Document]) -> dict[str, Capture]:
        wanted = sorted({document.capture_id for document in documents})
        found = self.view.records(Capture, where=among("capture_id", wanted))
        return {capture.capture_id: capture for capture in found}

    def _links(self, documents: list[Document]) -> dict[str, Link]:
        wanted = [document.document_id for document in documents]
        where = among("document_id", wanted) & (pc.field("relation") == "copy")
        links = self.view.records(Link, where=where & (pc.field("made_by") == self.made_by["link"]))
        return {link.document_id: link for link in links}

    def _originals(self, documents: list[Document], members: frozenset[str]) -> set[str]:
        """Those that are the first of their copies within the press, at any time: the same rule as in the counts."""
        asked = {"extract": self.made_by["extract"], "link": self.made_by["link"], "members": sorted(members)}
        names = [document.document_id for document in documents]
        query = f"""with recursive {MEMBERS}
        select document_id from members where original and document_id in (select unnest($names))"""
        return set(self.view.sql(query, {**asked, "names": names}).column("document_id").to_pylist())

    def _shares(self, exhibits: list[Exhibit], before: list[Document]) -> list[SourceShare]:
        usual = Counter(document.source_id for document in before)
        rows: dict[str, list[Exhibit]] = {}
        for exhibit in exhibits:
            rows.setdefault(exhibit.document.source_id, []).append(exhibit)
        shares = [
            SourceShare(
                source_id=source_id,
                name=own[0].source_name,
                documents=len(own),
                originals=sum(exhibit.original for exhibit in own),
                share=len(own) / len(exhibits),
                usual_share=usual[source_id] / len(before) if before else None,
                first_document_id=own[0].document.document_id,
                first_at=_at(own[0].document),
            )
            for source_id, own in rows.items()
        ]
        return sorted(shares, key=lambda share: (-share.documents, share.first_at, share.source_id))

    def _copies(self, exhibits: list[Exhibit], members: frozenset[str]) -> list[CopyFinding]:
        links = self._links([exhibit.document for exhibit in exhibits])
        wanted = among("document_id", sorted({link.original_id for link in links.values()}))
        current = pc.field("made_by") == self.made_by["extract"]
        originals = self.view.records(Document, where=wanted & current)
        shown = {exhibit.document.document_id: exhibit for exhibit in self._exhibits(originals, members)}
        found = [
            CopyFinding(links[name], exhibit, shown[links[name].original_id])
            for exhibit in exhibits
            if (name := exhibit.document.document_id) in links and links[name].original_id in shown
        ]
        return sorted(found, key=lambda copy: (_moment(copy.original.document), _moment(copy.copy.document)))

    def _events(self, wave: Wave) -> list[NearbyEvent]:
        calendar = {event.event_id: event for event in (*self.settings.events, *self._holidays(wave))}
        near = timelines.events_of(self.view).get(wave.wave_id, [])
        return [NearbyEvent(calendar[event.event_id], event) for event in near if event.event_id in calendar]

    def _holidays(self, wave: Wave) -> list[Event]:
        """Public holidays around the onset, of the countries that the calendar names.

        The library of waves takes a second to load, for which nobody waits who names none.
        """
        if not self.settings.holidays:
            return []
        years, waves = range(wave.onset.year - 1, wave.onset.year + 2), import_module("tolqyn.waves")
        return [event for country in self.settings.holidays for event in waves.holiday_events(country, years)]

    def _earlier(self, wave: Wave) -> list[Wave]:
        asked = timelines.Asked(target=wave.target, press=wave.press)
        found = [other for other in timelines.waves(self.view, asked) if other.onset < wave.onset]
        return [other for other in found if other.series == wave.series]

    def _limits(self, wave: Wave, history: int) -> Limits:
        members = sorted(self.members[wave.press])
        query = """
        select count(*) as documents, count(*) filter (published_at is null) as undated,
               count(*) filter (language is null) as unknown_language
        from documents where made_by = $made_by and source_id in (select unnest($members))"""
        row = self.view.sql(query, {"made_by": self.made_by["extract"], "members": members}).to_pylist()[0]
        reasons = self.view.sql(
            "select reason, count(*) as n from rejections group by 1 order by 2 desc, 1"
        ).to_pylist()
        rejected = tuple((reason["reason"], reason["n"]) for reason in reasons)
        return Limits(history, row["documents"], row["undated"], rejected, row["unknown_language"])


def _moment(document: Document) -> tuple[datetime, str]:
    return _at(document), document.document_id


def _at(document: Document) -> datetime:
    assert document.published_at is not None
    return document.published_at


def _within(document: Document, wave: Wave) -> bool:
    day = _at(document).date()
    return wave.onset <= day and (wave.end is None or day <= wave.end)


def _before(document: Document, wave: Wave) -> bool:
    return _at(document).date() < wave.onset
