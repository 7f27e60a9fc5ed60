"""`show`: the thing itself, one step up, one step down, for every noun."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import pyarrow.compute as pc

from tolqyn import archive
from tolqyn.model.capture import Capture
from tolqyn.model.document import Document
from tolqyn.model.errors import Damaged, Invalid
from tolqyn.model.identifiers import kind_of
from tolqyn.model.link import Link
from tolqyn.model.mark import Coverage, Mention
from tolqyn.model.membership import press_members
from tolqyn.model.rejected import Rejection
from tolqyn.model.run import Run, Work
from tolqyn.model.settings import Settings
from tolqyn.model.wave import Wave
from tolqyn.queries import timelines
from tolqyn.queries.names import source_name, target_name
from tolqyn.queries.showing_marks import BY_PREFIX, document_marks, show_entity, show_mark
from tolqyn.queries.versions import current_rows
from tolqyn.store import Judgements, Place, View

Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shower:
    """Prints any identifier of a workspace as plain values, with the identifiers that lead up and down from it."""

    place: Place
    view: View
    settings: Settings

    def show(self, name: str) -> Shown:
        """The thing called `name`; raises `Invalid` where the workspace knows none."""
        prints: dict[str, Callable[[str], Shown | None]] = {
            "wav": self._wave,
            "doc": self._document,
            "cap": self._capture,
            "lnk": self._link,
            "men": self._mention,
            "run": self._run,
            "ent": partial(show_entity, self.view),
            **dict.fromkeys(BY_PREFIX, partial(show_mark, self.view)),
        }
        own = prints.get(kind_of(name) or "")
        shown = own(name) if own and kind_of(name) in prints else self._declared(name)
        if shown is None:
            raise Invalid(f"nothing here is called {name}", "tolqyn search finds documents, tolqyn waves lists waves")
        said = [asdict(judgement) for judgement in Judgements(self.place.judgements).for_item(name)]
        return {**shown, "judgements": said} if said else shown

    def _one(self, record: type, key: str, name: str) -> Any:
        return next(iter(self.view.find(record, key, [name])), None)

    def _wave(self, name: str) -> Shown | None:
        wave = self._one(Wave, "wave_id", name)
        if wave is None:
            return None
        events = timelines.events_of(self.view).get(name, [])
        compared = timelines.recurrences_of(self.view).get(name, [])
        made_by = current_rows(self.view)
        query = """
        select d.document_id, d.source_id, d.published_at, d.title as headline
        from documents d join coverages c using (document_id)
        where c.target = $target and (d.published_at at time zone 'UTC')::date between $onset and $end
          and d.made_by = $extract and c.made_by = $annotate and d.source_id in (select unnest($members))
        order by d.published_at, 1"""
        asked = {
            "target": wave.target,
            "onset": wave.onset,
            "end": wave.end or self._last_day(),
            "extract": made_by["extract"],
            "annotate": made_by["annotate"],
            "members": self._members(wave.press),
        }
        rows = self._headed(self.view.sql(query, asked).to_pylist())
        return {
            "noun": "wave",
            **timelines.wave_json(wave, events, self.settings, compared),
            "up": {"target": wave.target, "press": wave.press, "runs": self._runs("waves")},
            "down": {"documents": rows},
        }

    def _headed(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Rows with the beginning of the text where there is no title: only those texts are read."""
        bare = [row["document_id"] for row in rows if row["headline"] is None]
        begins = {found.document_id: found.text[:100] for found in self.view.find(Document, "document_id", bare)}
        return [row | {"headline": row["headline"] or begins.get(row["document_id"])} for row in rows]

    def _document(self, name: str) -> Shown | None:
        document = self._one(Document, "document_id", name)
        if document is None:
            return None
        mentions = self.view.find(Mention, "document_id", [name])
        later, earlier = (self.view.find(Link, key, [name]) for key in ("original_id", "document_id"))
        links = [*earlier, *later]
        return {
            "noun": "document",
            **asdict(document),
            "source_name": source_name(self.settings, document.source_id),
            "mentions": [asdict(mention) for mention in sorted(mentions, key=lambda mention: mention.start)],
            "links": [asdict(link) for link in links],
            **document_marks(self.view, name),
            "up": {"waves": self._waves_of(document), "run": self._run_of(document.capture_id, "extract")},
            "down": {"capture": document.capture_id},
        }

    def _waves_of(self, document: Document) -> list[str]:
        """Waves that a document counts in: about their target, within their days, from a source of their press."""
        covers = self.view.find(Coverage, "document_id", [document.document_id])
        made_by = current_rows(self.view)["annotate"]
        targets = {coverage.target for coverage in covers if coverage.made_by == made_by}
        return [
            wave.wave_id
            for wave in self.view.records(Wave)
            if document.day and wave.target in targets
            if wave.onset <= document.day and (wave.end is None or document.day <= wave.end)
            if document.source_id in self._members(wave.press)
        ]

    def _members(self, press_id: str) -> list[str]:
        """Sources of a press among those that were seen."""
        seen = self.view.sql("select distinct source_id from documents order by 1").column("source_id").to_pylist()
        press = next((press for press in self.settings.presses if press.press_id == press_id), None)
        return press_members(self.settings, press, seen) if press else []

    def _capture(self, name: str) -> Shown | None:
        capture = self._one(Capture, "capture_id", name)
        if capture is None:
            return None
        documents = self.view.find(Document, "capture_id", [name])
        rejections = self.view.find(Rejection, "item_id", [name])
        try:
            payload = archive.read(self.place.evidence, capture)
            state = {"verified": True, "payload": payload[:2000].decode("utf-8", "replace")}
        except Damaged as error:
            state = {"verified": False, "damage": str(error)}
        return {
            "noun": "capture",
            **asdict(capture),
            **state,
            "rejections": [asdict(rejection) for rejection in rejections],
            "up": {"documents": sorted({document.document_id for document in documents})},
            "down": {"bytes": f"{self.place.evidence / capture.warc_file} from byte {capture.warc_offset}"},
        }

    def _link(self, name: str) -> Shown | None:
        link = self._one(Link, "link_id", name)
        if link is None:
            return None
        texts = {
            side: self._one(Document, "document_id", getattr(link, side)) for side in ("document_id", "original_id")
        }
        later, earlier = texts["document_id"], texts["original_id"]
        return {
            "noun": "link",
            **asdict(link),
            "passage": later.reading[link.start : link.stop] if later else None,
            "original_passage": earlier.reading[link.original_start : link.original_stop] if earlier else None,
            "up": {},
            "down": {"documents": [link.document_id, link.original_id]},
        }

    def _mention(self, name: str) -> Shown | None:
        mention = self._one(Mention, "mention_id", name)
        return mention and {
            "noun": "mention",
            **asdict(mention),
            "target_name": target_name(self.settings, mention.target),
            "up": {"target": mention.target},
            "down": {"document": mention.document_id},
        }

    def _run(self, name: str) -> Shown | None:
        run = self._one(Run, "run_id", name)
        if run is None:
            return None
        works = self.view.table(Work, columns=["item_id"], where=pc.field("run_id") == name)
        rejections = self.view.records(Rejection, where=pc.field("run_id") == name)
        return {
            "noun": "run",
            **asdict(run),
            "rejections": [asdict(rejection) for rejection in rejections],
            "up": {},
            "down": {"items": works.column("item_id").to_pylist()[:100]},
        }

    def _declared(self, name: str) -> Shown | None:
        """Sources, presses, targets and events by the names that people gave them."""
        for kind, things, key in (
            ("source", self.settings.sources, "source_id"),
            ("press", self.settings.presses, "press_id"),
            ("target", self.settings.targets, "target_id"),
            ("event", self.settings.events, "event_id"),
        ):
            for thing in things:
                if getattr(thing, key) == name:
                    return {"noun": kind, **asdict(thing), **self._around(kind, name)}
        seen = self._source_days(name)
        if seen:
            return {"noun": "source", "source_id": name, "name": name, **self._around("source", name)}
        if target_name(self.settings, name) != name:
            return {
                "noun": "target",
                "target_id": name,
                "name": target_name(self.settings, name),
                **self._around("target", name),
            }
        return None

    def _around(self, kind: str, name: str) -> Shown:
        waves = [wave for wave in self.view.records(Wave) if name in (wave.target, wave.press)]
        if kind == "source":
            return {"reached": self._reached(name), "up": {}, "down": {"days": self._source_days(name)}}
        return {"up": {}, "down": {"waves": [wave.wave_id for wave in waves]}}

    def _reached(self, name: str) -> Any:
        """When collection last got something from a source; until then what is declared of it is unverified."""
        query = """select max("at") as "at" from fetches
                   where source_id = $name and outcome in ('captured', 'unchanged')"""
        return self.view.sql(query, {"name": name}).column("at")[0].as_py()

    def _source_days(self, name: str) -> list[dict[str, Any]]:
        query = """
        select published_at::date as day, count(*) as documents from documents
        where source_id = $name and published_at is not null and made_by = $extract
        group by 1 order by 1 desc limit 30"""
        return list(self.view.sql(query, {"name": name, "extract": current_rows(self.view)["extract"]}).to_pylist())

    def _last_day(self) -> Any:
        return self.view.sql("select max(published_at)::date as day from documents").column("day")[0].as_py()

    def _runs(self, stage: str) -> list[str]:
        query = "select run_id from runs where stage = $stage order by ended_at desc limit 1"
        return list(self.view.sql(query, {"stage": stage}).column("run_id").to_pylist())

    def _run_of(self, item: str, stage: str) -> str | None:
        works = self.view.find(Work, "item_id", [item])
        return next((work.run_id for work in works if work.stage == stage), None)
