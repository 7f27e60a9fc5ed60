"""Blocking loses nothing above its threshold: held against comparing all with all."""

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tolqyn.link.boilerplate import core_of
from tolqyn.link.candidates import NO_TIME, Bounds, pairs_of
from tolqyn.link.shingles import cores_of
from tolqyn.link.words import LINE_START, NUMERIC, SOLITARY, words_of

WIDTH = 3
WORDS = [f"сөз{letter}" for letter in "абвгдежзийклмнопрстуф"]


def shingles(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[at : at + WIDTH]) for at in range(len(words) - WIDTH + 1)}


def brute_force(texts: list[str], times: list[int], containment: float, window: int) -> set[tuple[int, int, int]]:
    """(earlier, later, shared) of every pair."""
    found = set()
    for later in range(len(texts)):
        for earlier in range(later):
            one, other = shingles(texts[earlier]), shingles(texts[later])
            shared = len(one & other)
            smaller = min(len(one), len(other))
            near = NO_TIME in (times[earlier], times[later]) or abs(times[earlier] - times[later]) <= window
            if smaller and near and shared >= containment * smaller:
                found.add((earlier, later, shared))
    return found


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 25), st.sampled_from([0.3, 0.5, 0.6, 1.0]))
def test_blocking_finds_what_all_against_all_finds(seed: int, count: int, containment: float) -> None:
    drawn = random.Random(seed)
    whole = [drawn.choice(WORDS) for _ in range(60)]
    texts = []
    for _ in range(count):
        start = drawn.randrange(50)
        part = [word if drawn.random() < 0.9 else drawn.choice(WORDS) for word in whole[start : start + 15]]
        texts.append(" ".join(part))
    times = [*sorted(drawn.randrange(100) for _ in range(count - 1)), int(NO_TIME)]
    words = words_of(texts)
    core = np.ones(len(words.hashes), np.uint8)
    cores = cores_of(words.hashes, words.flags, words.first, core, (WIDTH, WIDTH))
    pairs = pairs_of(cores, np.array(times, np.int64), Bounds(WIDTH, containment, 40, 1000))
    found = {
        (min(one, other), max(one, other), shared)
        for one, other, shared in zip(pairs.shorter.tolist(), pairs.longer.tolist(), pairs.shared.tolist(), strict=True)
    }
    assert found == brute_force(texts, times, containment, 40)


def test_neighbours_read_of_one_posting_list_are_bounded() -> None:
    texts = [" ".join(WORDS)] * 500
    words = words_of(texts)
    cores = cores_of(words.hashes, words.flags, words.first, np.ones(len(words.hashes), np.uint8), (WIDTH, WIDTH))
    pairs = pairs_of(cores, np.arange(500, dtype=np.int64), Bounds(WIDTH, 0.6, 10**6, 4))
    assert len(pairs.shared) <= 500 * 4 * 2
    assert set(range(1, 500)) <= {max(pair) for pair in zip(pairs.shorter.tolist(), pairs.longer.tolist(), strict=True)}


def test_words_keep_their_places_through_emoji_marks_and_other_planes() -> None:
    text = "🔥Қа\u0301зақ 𠀀東https://example.kz/a?b=1 и «ёж-2»\r\nКонец"
    words = words_of([text])
    surfaces = [text[at : at + size] for at, size in zip(words.starts.tolist(), words.lengths.tolist(), strict=True)]
    assert surfaces == ["Қа\u0301зақ", "𠀀", "東", "и", "ёж", "2", "Конец"]
    assert [int(flag) & NUMERIC for flag in words.flags] == [0, 0, 0, 0, 0, 1, 0]
    assert [bool(flag & SOLITARY) for flag in words.flags] == [False, True, True, False, False, False, False]
    assert [bool(flag & LINE_START) for flag in words.flags] == [True, False, False, False, False, False, True]


def test_texts_in_many_batches_are_read_as_one_by_one() -> None:
    texts = [f"мәтін {k} соңы" for k in range(9000)]
    words = words_of(texts)
    assert np.diff(words.first).tolist() == [3] * 9000
    last = words_of(texts[-1:])
    assert words.hashes[-3:].tolist() == last.hashes.tolist()


def test_boilerplate_is_learnt_from_different_texts_only() -> None:
    footer = "Бізге жазылыңыз: күнделікті жаңалықтар"
    different = [f"{' '.join(random.Random(k).choices(WORDS, k=9))}\n{footer}" for k in range(20)]
    same = ["Бір жарнама мәтіні бірнеше рет қайталанады\nоның екінші жолы"] * 20
    words = words_of(different + same)
    core = core_of(words, np.zeros(40, np.int64), 0.05, 5, 5)
    kept = [int(core[words.first[k] : words.first[k + 1]].sum()) for k in range(40)]
    assert kept == [9] * 20 + [9] * 20
