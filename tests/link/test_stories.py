"""Documents about one event, on texts written for the purpose."""

import random
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from tolqyn.link import LinkInput, Marks, Meanings, find_copies, find_stories
from tolqyn.link.neighbours import Reach, by_vectors
from tolqyn.link.stories import Stories
from tolqyn.model.link import StoryMember

START = datetime(2025, 5, 13, 9, tzinfo=UTC)
EVENTS = [
    ("Сарвения закрыла проезд", "проезд фур через границу", "Верхний Брод Кельмора таможня очередь водители"),
    ("Парламент Ольмарии принял бюджет", "бюджет парламент голосование", "дефицит депутаты расходы пенсии дороги"),
    ("Сборная выиграла финал", "финал матч сборная", "тренер стадион болельщики гол вратарь пенальти"),
    ("Вулкан проснулся на острове", "вулкан пепел остров", "лава жители эвакуация корабли аэропорт сейсмологи"),
]


def report(event: int, turn: int, hours: float) -> LinkInput:
    """A report of an event in an order of words of its own."""
    headline, lead, rest = EVENTS[event]
    words = f"{lead} {rest}".split()
    random.Random(turn).shuffle(words)
    name = f"doc_{event}_{turn}"
    return LinkInput(name, f"s{turn}", f"{headline}\n\n{' '.join(words)}", START + timedelta(hours=hours))


def stream() -> list[LinkInput]:
    return [report(event, turn, 3 * turn + event / 2) for event in range(4) for turn in range(5)]


def groups(found: Stories) -> set[frozenset[str]]:
    stories = {member.story_id for member in found.members}
    return {frozenset(m.document_id for m in found.members if m.story_id == story) for story in stories}


def test_nothing_makes_no_stories() -> None:
    assert find_stories([]) == Stories([], [], [], [])
    assert [story.documents for story in find_stories([LinkInput("a", "s", "")]).stories] == [1]


def test_reports_of_one_event_are_one_story_and_every_document_has_one() -> None:
    found = find_stories(stream())
    assert groups(found) == {frozenset(f"doc_{event}_{turn}" for turn in range(5)) for event in range(4)}
    assert sorted(member.document_id for member in found.members) == sorted(one.document_id for one in stream())


def test_order_of_input_changes_nothing() -> None:
    documents = stream()
    backwards = find_stories(documents[::-1])
    assert backwards == find_stories(documents)


def test_adding_one_by_one_gives_the_stories_of_all_at_once() -> None:
    documents = sorted(stream(), key=lambda one: one.published_at or START)
    members: list[StoryMember] = []
    for count in range(1, len(documents) + 1):
        members = find_stories(documents[:count], previous=members).members
    assert members == find_stories(documents).members


def test_an_earlier_find_does_not_rename_a_story() -> None:
    documents = [report(0, turn, 5 + turn) for turn in range(3)]
    known = find_stories(documents)
    grown = find_stories([*documents, report(0, 9, 0)], previous=known.members)
    assert {member.story_id for member in grown.members} == {known.stories[0].story_id}
    assert grown.stories[0].first_document_id == "doc_0_9"


def test_two_stories_that_turn_out_to_be_one_keep_the_older_name_and_say_so() -> None:
    documents = [report(0, turn, turn) for turn in range(2)]
    known = [StoryMember("sto_old", "doc_0_0", None, 1.0, ()), StoryMember("sto_new", "doc_0_1", None, 1.0, ())]
    found = find_stories(documents, previous=known)
    assert {member.story_id for member in found.members} == {"sto_old"}
    assert [(merge.story_id, merge.merged_id) for merge in found.merges] == [("sto_old", "sto_new")]


def test_every_link_has_a_score_reasons_and_two_passages() -> None:
    documents = {one.document_id: one for one in stream()}
    for link in find_stories(list(documents.values())).links:
        assert link.relation == "same-event" and 0.5 <= link.score <= 1
        assert "meaning-abstain" in link.reasons and any(reason.startswith("words=") for reason in link.reasons)
        assert (
            documents[link.document_id]
            .reading[link.start : link.stop]
            .startswith(documents[link.original_id].reading[link.original_start : link.original_start + 7])
        )


def test_a_document_alone_says_why() -> None:
    found = find_stories([report(0, 0, 0), report(1, 0, 1)])
    assert {member.reasons for member in found.members} == {("resembles-none",)}


def test_a_copy_belongs_to_its_originals_story_however_late() -> None:
    text = (
        "Министр транспорта заявил в четверг, что новая железная дорога откроется раньше срока, потому что мост готов"
    )
    documents = [LinkInput("doc_a", "а", text, START), LinkInput("doc_b", "б", text, START + timedelta(days=9))]
    found = find_stories(documents, find_copies(documents))
    assert [member.reasons for member in found.members] == [("first",), ("copy",)]
    assert (found.stories[0].documents, found.stories[0].originals, found.stories[0].sources) == (2, 1, 2)


def test_a_daily_form_of_one_source_is_no_story() -> None:
    form = "Курсы валют на сегодня: доллар {} рублей, евро {} рублей, юань {} рублей, фунт {} рублей"
    rates = [LinkInput(f"doc_{k}", "банк", form.format(90 + k, 100 + k, 12 + k, 120 + k), START + timedelta(days=k))
             for k in range(3)]  # fmt: skip
    assert len(find_stories(rates).stories) == 3


def test_across_languages_vectors_decide() -> None:
    documents = [LinkInput("doc_ru", "а", "Президент прибыл в Астану с визитом", START),
                 LinkInput("doc_kk", "б", "Президент Астанаға сапармен келді", START + timedelta(hours=2)),
                 LinkInput("doc_en", "в", "Volcano erupts on the island", START + timedelta(hours=3))]  # fmt: skip
    languages = {"doc_ru": "ru", "doc_kk": "kk", "doc_en": "en"}
    vectors = np.array([[1, 0], [0.96, 0.28], [0, 1]], np.float32)
    found = find_stories(documents, marks=Marks(languages, meanings=Meanings(tuple(languages), vectors)))
    assert [(link.relation, link.document_id, link.original_id) for link in found.links] == [
        ("translation", "doc_kk", "doc_ru")
    ]
    assert "words-abstain" in found.links[0].reasons
    assert find_stories(documents, marks=Marks(languages)).links == []


@pytest.mark.parametrize("seed", range(3))
def test_vector_neighbours_are_those_of_brute_force(seed: int) -> None:
    rng = np.random.default_rng(seed)
    vectors = rng.normal(size=(1500, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    times = np.sort(rng.integers(0, 10_000, 1500))
    reach = Reach(window=2_000, kept=3, cosine=0.5)
    later, earlier = by_vectors(vectors, np.arange(1500), times, np.ones(1500, bool), reach)
    found = set(zip(later.tolist(), earlier.tolist(), strict=True))
    for text in range(0, 1500, 97):
        near = [k for k in range(text) if times[text] - times[k] <= 2_000]
        best = sorted(near, key=lambda k: -float(vectors[text] @ vectors[k]))[:3]
        wanted = {k for k in best if float(vectors[text] @ vectors[k]) > 0.5}
        assert {k for one, k in found if one == text} == wanted
