"""What every stage owes the pipeline, found by discovery: a new stage is held to it without a new test."""

import pickle
from functools import partial

import pytest

from tolqyn.model.tables import schema_of
from tolqyn.pipeline.advance import apply_stage
from tolqyn.pipeline.bench import bench_for
from tolqyn.pipeline.stage import ItemStage, Window, WindowStage
from tolqyn.pipeline.steps import STAGES, made_by_all
from tolqyn.store import TABLES
from tolqyn.workspace import Workspace

ITEM_STAGES = [stage for stage in STAGES if isinstance(stage, ItemStage)]
WINDOW_STAGES = [stage for stage in STAGES if isinstance(stage, WindowStage)]


def items(stage: ItemStage, workspace: Workspace, limit: int) -> object:
    """The first items of a stage, done or not."""
    parameters = stage.parameters(made_by_all(workspace.settings))
    return workspace.view().sql(f"select * from ({stage.pending}) limit {limit}", parameters)


@pytest.mark.parametrize("stage", ITEM_STAGES, ids=lambda stage: stage.name)
def test_every_item_has_one_outcome_in_order_and_twice_the_same(stage: ItemStage, finished: Workspace) -> None:
    bench = bench_for(finished.settings, finished.place.root)
    batch = items(stage, finished, 40)
    outcomes = stage.apply(bench, batch)
    assert [outcome.item_id for outcome in outcomes] == batch.column("item_id").to_pylist()
    assert {type(record) for outcome in outcomes for record in outcome.records} <= set(stage.writes)
    assert stage.apply(bench, batch) == outcomes


@pytest.mark.parametrize("stage", ITEM_STAGES, ids=lambda stage: stage.name)
def test_no_item_gives_no_outcome(stage: ItemStage, finished: Workspace) -> None:
    bench = bench_for(finished.settings, finished.place.root)
    assert stage.apply(bench, items(stage, finished, 0)) == []


@pytest.mark.parametrize("stage", ITEM_STAGES, ids=lambda stage: stage.name)
def test_a_stage_travels_to_a_worker(stage: ItemStage, finished: Workspace) -> None:
    task = partial(apply_stage, stage.name, finished.settings, finished.place.root)
    travelled = pickle.loads(pickle.dumps(task))
    assert travelled(items(stage, finished, 3)) == task(items(stage, finished, 3))


@pytest.mark.parametrize("stage", WINDOW_STAGES, ids=lambda stage: stage.name)
def test_a_window_twice_gives_the_same(stage: WindowStage, finished: Workspace) -> None:
    window = Window(finished.view(), finished.settings, made_by_all(finished.settings), ())
    first = stage.apply(window)
    assert set(first) <= set(stage.writes)
    assert stage.apply(window) == first


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_what_a_stage_writes_has_a_table(stage: ItemStage | WindowStage) -> None:
    for record in stage.writes:
        assert record in TABLES
        assert schema_of(record).names
