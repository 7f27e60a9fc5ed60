"""A worker that dies or hangs costs one item; everything else is done, in order."""

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from pipeline import tasks

from tolqyn.pipeline.cluster import Ray
from tolqyn.pipeline.engine import Engine, Here, Local, Patience, halves

ITEMS = [f"құжат-{number}" for number in range(20)]


def partitions(items: list[str]) -> list[pa.Table]:
    return [pa.table({"item_id": items[at : at + 5]}) for at in range(0, len(items), 5)]


def run(engine: Engine, task: Callable[..., object], items: list[str]) -> dict[str, tuple[str, ...]]:
    """Reasons for which each item was turned away, in the order in which they came."""
    outcomes = [outcome for batch in engine.map(task, partitions(items)) for outcome in batch]  # type: ignore[arg-type]
    assert [outcome.item_id for outcome in outcomes] == items
    return {o.item_id: tuple(why.reason.value for why in o.rejected) for o in outcomes if o.rejected}


@pytest.mark.parametrize("engine", [Here(), Local(workers=2)], ids=["here", "local"])
def test_every_item_comes_back_once_and_in_order(engine: Engine) -> None:
    assert run(engine, tasks.echo, ITEMS) == {}


def test_a_partition_that_kills_its_worker_is_narrowed_to_one_item() -> None:
    items = [*ITEMS[:7], "poison", *ITEMS[7:]]
    assert run(Local(workers=2), tasks.die_at_poison, items) == {"poison": ("crashed",)}


def test_an_item_that_hangs_is_stopped_and_named() -> None:
    items = [*ITEMS[:3], "poison", *ITEMS[3:8]]
    engine = Local(workers=2, patience=Patience(start_s=2.5, item_s=0.0))
    assert run(engine, tasks.hang_at_poison, items) == {"poison": ("too-slow",)}


@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="the extra `ray` is not installed")
def test_ray_answers_as_the_pool_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    items = [*ITEMS[:7], "poison", *ITEMS[7:]]
    assert run(Ray(), tasks.die_at_poison, items) == {"poison": ("crashed",)}


def test_halves_keep_every_row() -> None:
    left, right = halves(pa.table({"item_id": ITEMS[:5]}))
    assert left.column("item_id").to_pylist() + right.column("item_id").to_pylist() == ITEMS[:5]
