"""The stage that reads: documents about a target to the marks of every role; and what waves ask of those marks."""

from collections.abc import Mapping

import pyarrow as pa

from tolqyn import annotate, waves
from tolqyn.annotate.attitudes.stance import MEASURED, THRESHOLD
from tolqyn.model.document import Document
from tolqyn.model.reading import Attitude, Claim, Device, Name, NarrativeMatch, Quote, Vector
from tolqyn.model.tables import from_table
from tolqyn.pipeline.bench import Bench
from tolqyn.pipeline.series import Hostility
from tolqyn.pipeline.stage import Outcome

READ_VERSION = "1"

MARKS = (Name, Quote, Attitude, Claim, Device, Vector, NarrativeMatch)

ABOUT_A_TARGET = """
select document_id as item_id, * from documents
where made_by = $extract and document_id in (select document_id from coverages where made_by = $annotate)
order by document_id"""
"""Reading takes a hundred times as long as looking for targets, and what concerns no target asks no question."""


def read_items(bench: Bench, batch: pa.Table) -> list[Outcome]:
    """Documents to marks; a whole batch goes to each component, which may sort it as it likes."""
    documents = from_table(batch, Document)
    texts = [annotate.text_of(document, bench.targets.annotate(document)) for document in documents]
    found = bench.reader.read(texts)
    return [
        Outcome(document.document_id, tuple(mark for marks in by_role.values() for mark in marks))
        for document, by_role in zip(documents, found, strict=True)
    ]


def hostility(made_by: Mapping[str, str]) -> Hostility:
    """Which documents show hostility to a target, in their own voice, reported or quoted: sentences are taken as
    independent, as in `annotate.attitudes.document_stance`, whose measured error the counts carry."""
    error = waves.Error(MEASURED.sensitivity, MEASURED.specificity, checked=MEASURED.others, found=MEASURED.hostile)
    return Hostility(_HOSTILE, error, (("read", made_by["read"]), ("chance", THRESHOLD)))


def carried(made_by: Mapping[str, str]) -> str:
    """Which catalogued messages documents carry, one row for each pair."""
    rows = made_by["read"].replace("'", "''")
    return f"""select distinct document_id, narrative, 1.0 as weight from narrative_matches
               where verdict = 'match' and made_by = '{rows}'"""


_HOSTILE = """select document_id, target from attitudes
where made_by = $read and kind in ('hostile', 'reports-hostility', 'quotes-hostility')
group by all having 1 - product(1 - score) >= $chance"""
