"""The one list of stages, in the order in which an article travels."""

import pyarrow as pa

from tolqyn import annotate, archive, extract, packs
from tolqyn.model.capture import Capture
from tolqyn.model.document import Document
from tolqyn.model.identifiers import digest_of_all
from tolqyn.model.mark import Coverage, Mention
from tolqyn.model.rejected import Rejected
from tolqyn.model.settings import Settings
from tolqyn.model.tables import from_table
from tolqyn.model.wave import Control, Count, Monitored, Recurrence, Wave, WaveEvent
from tolqyn.pipeline.bench import Bench
from tolqyn.pipeline.detecting import WAVES_VERSION, detect_waves
from tolqyn.pipeline.linking import CURRENT, WRITES, link_documents, link_version
from tolqyn.pipeline.reading import ABOUT_A_TARGET, MARKS, READ_VERSION, carried, hostility, read_items
from tolqyn.pipeline.stage import ItemStage, Outcome, Records, Window, WindowStage


def extract_version(settings: Settings) -> str:
    """The extractor's version, and what it is told about sources: their languages and founding days."""
    told = [f"{s.source_id} {s.founded} {s.languages}" for s in settings.sources if s.founded or s.languages]
    return _version(extract.VERSION, told)


def annotate_version(settings: Settings) -> str:
    """The annotator's version and the targets it looks for."""
    return _version(annotate.VERSION, [settings.countries, *(repr(target) for target in settings.targets)])


def read_version(settings: Settings) -> str:
    """The components that read, the targets they are told of, and the messages that they look for."""
    reader = annotate.reader_for(settings.reading, packs.catalogue_of(settings))
    told = [reader.version, annotate_version(settings), *map(repr, packs.catalogue_of(settings))]
    return _version(READ_VERSION, told)


def waves_version(settings: Settings) -> str:
    """The detector's version with presses, events and the smallest series that is watched."""
    told = [repr(press) for press in settings.presses] + [repr(event) for event in settings.events]
    told += list(settings.holidays)
    told += [f"{source.source_id} {source.country} {source.kind}" for source in settings.sources]
    return _version(WAVES_VERSION, [*told, str(settings.min_documents)])


def extract_items(bench: Bench, batch: pa.Table) -> list[Outcome]:
    """Captures to documents; bytes that no longer match their digest are a rejection, not a crash."""
    captures = from_table(batch, Capture)
    outcomes = []
    for capture, payload in zip(captures, archive.read_many(bench.place.evidence, captures), strict=True):
        if isinstance(payload, Rejected):
            outcomes.append(Outcome(capture.capture_id, rejected=(payload,)))
            continue
        results = extract.extract(capture, payload, bench.extraction(capture))
        documents = tuple(result for result in results if isinstance(result, Document))
        rejected = tuple(result for result in results if isinstance(result, Rejected))
        outcomes.append(Outcome(capture.capture_id, documents, rejected))
    return outcomes


def annotate_items(bench: Bench, batch: pa.Table) -> list[Outcome]:
    """Documents to mentions of targets, and to the targets that they are about."""
    outcomes = []
    for document in from_table(batch, Document):
        mentions = bench.targets.annotate(document)
        coverages = annotate.cover(document, mentions)
        outcomes.append(Outcome(document.document_id, (*mentions, *coverages)))
    return outcomes


def find_waves(window: Window) -> Records:
    """Waves of every press, in coverage and in what of it is hostile."""
    read = hostility(window.made_by) if window.settings.reading.attitudes != "none" else None
    return detect_waves(window.view, window.settings, window.made_by, read, carried(window.made_by))


EXTRACT = ItemStage(
    name="extract",
    version=extract_version,
    reads=Capture,
    pending="""select capture_id as item_id, * from captures
               where form in ('page', 'telegram-page', 'telegram-post', 'row') order by warc_file, warc_offset""",
    writes=(Document,),
    apply=extract_items,
)

ANNOTATE = ItemStage(
    name="annotate",
    version=annotate_version,
    reads=Document,
    pending="select document_id as item_id, * from documents where made_by = $extract order by document_id",
    writes=(Mention, Coverage),
    apply=annotate_items,
)

READ = ItemStage(
    name="read",
    version=read_version,
    reads=Document,
    pending=ABOUT_A_TARGET,
    writes=MARKS,
    apply=read_items,
    partition=50,
)

LINK = WindowStage(
    name="link", version=link_version, fingerprint=CURRENT, writes=WRITES, apply=link_documents, heeds=True
)

WAVES = WindowStage(
    name="waves",
    version=waves_version,
    fingerprint="""select (select bit_xor(md5_number_lower(document_id)) from documents where made_by = '{extract}'),
                          (select bit_xor(md5_number_lower(document_id || target)) from coverages
                           where made_by = '{annotate}'),
                          (select bit_xor(md5_number_lower(attitude_id)) from attitudes where made_by = '{read}'),
                          (select bit_xor(md5_number_lower(document_id || narrative)) from narrative_matches
                           where made_by = '{read}'),
                          (select bit_xor(md5_number_lower(link_id || original_id)) from links
                           where made_by = '{link}')""",
    writes=(Count, Wave, WaveEvent, Recurrence, Control, Monitored),
    apply=find_waves,
)

STAGES: tuple[ItemStage | WindowStage, ...] = (EXTRACT, ANNOTATE, READ, LINK, WAVES)


def stage_named(name: str) -> ItemStage | WindowStage:
    """The stage of that name."""
    return next(stage for stage in STAGES if stage.name == name)


def made_by_all(settings: Settings) -> dict[str, str]:
    """For each stage the words `name/version` that its current rows carry."""
    return {stage.name: f"{stage.name}/{stage.version(settings)}" for stage in STAGES}


def _version(own: str, told: list[str]) -> str:
    return f"{own}+{digest_of_all(told)[7:15]}" if told else own
