"""Provenance: which stage worked on what, and how it ended."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Run:
    """One stage's work in one call: `items_in` equals `items_out` + `rejected`, and `check` proves it."""

    run_id: str
    stage: str
    version: str
    started_at: datetime
    ended_at: datetime
    items_in: int
    items_out: int
    rejected: int
    records: int


@dataclass(frozen=True, slots=True)
class Work:
    """One item went through one stage: pending work is what has no such row."""

    item_id: str
    stage: str
    version: str
    outcome: Literal["done", "rejected"]
    run_id: str


Verdict = Literal["same", "different", "unsure", "accept", "reject", "merge", "split", "rename"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about a thing; outranks every score and outlives every table."""

    judgement_id: str
    item_id: str
    verdict: Verdict
    by: str
    at: datetime
    other_id: str | None = None
    note: str | None = None
