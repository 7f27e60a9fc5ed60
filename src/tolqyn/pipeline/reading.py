"""The stage that reads: documents about a target to the marks of every role."""

import pyarrow as pa

from tolqyn import annotate
from tolqyn.model.document import Document
from tolqyn.model.reading import Attitude, Claim, Device, Name, NarrativeMatch, Quote, Vector
from tolqyn.model.tables import from_table
from tolqyn.pipeline.bench import Bench
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
