"""A stage is a description: what it reads, what it writes, and a pure function between them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from tolqyn.model.rejected import Rejected
from tolqyn.model.run import Judgement
from tolqyn.model.settings import Settings
from tolqyn.store import View

if TYPE_CHECKING:
    from tolqyn.pipeline.bench import Bench

Records = Mapping[type, Sequence[object]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item: records, or rejections, or (a page of many posts) some of each."""

    item_id: str
    records: tuple[object, ...] = ()
    rejected: tuple[Rejected, ...] = ()

    @property
    def done(self) -> bool:
        """An item is rejected when it was turned away and nothing came of it."""
        return bool(self.records) or not self.rejected


@dataclass(frozen=True, slots=True)
class ItemStage:
    """Works on one item at a time: this is what a pool or a cluster runs.

    `pending` is SQL over the tables that answers the items with their identifier in the column `item_id`. It may name
    the current rows of an earlier stage by a parameter (`$extract`); the pipeline subtracts the items that this stage
    and version has done. A worker gets `partition` items at a time.
    """

    name: str
    version: Callable[[Settings], str]
    reads: type
    pending: str
    writes: tuple[type, ...]
    apply: "Callable[[Bench, pa.Table], list[Outcome]]"
    partition: int = 500

    def parameters(self, made_by: Mapping[str, str]) -> dict[str, str]:
        """The stages that `pending` names, with the words that their current rows carry."""
        return {stage: words for stage, words in made_by.items() if f"${stage}" in self.pending}


@dataclass(frozen=True, slots=True)
class Window:
    """What a window stage sees: all tables, the settings, which rows are current, and what people judged."""

    view: View
    settings: Settings
    made_by: Mapping[str, str]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class WindowStage:
    """Sees whole tables and replaces what it wrote before; pending when the fingerprint of its input changed.

    One that `heeds` judgements is pending again when somebody judged.
    """

    name: str
    version: Callable[[Settings], str]
    fingerprint: str
    writes: tuple[type, ...]
    apply: Callable[[Window], Records]
    heeds: bool = False


Stage = ItemStage | WindowStage
