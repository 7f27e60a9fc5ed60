"""Quotes that return, directions, families, narratives and judgements, on texts written for the purpose."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from tolqyn.link import (
    Attributions,
    LinkInput,
    Marks,
    Meanings,
    Quoted,
    Sources,
    chain_of,
    families,
    find_directions,
    find_narratives,
    find_quote_reuse,
    find_stories,
    judge_stories,
    standings,
    takings,
)
from tolqyn.link.narratives import moved
from tolqyn.model.link import Link, StoryMember
from tolqyn.model.run import Judgement, Verdict

START = datetime(2025, 5, 13, 9, tzinfo=UTC)
SAID = "мы никогда не согласимся на такие условия и ответим всеми средствами, которые у нас есть"


def quoting(name: str, words: str, hours: float) -> tuple[LinkInput, Quoted]:
    text = f"Эксперт сказал: «{words}»."
    return LinkInput(name, name, text, START + timedelta(hours=hours)), Quoted(
        f"quo_{name}", 17, 17 + len(words), "per"
    )


def link(document: str, original: str, lag: float = 60.0) -> Link:
    return Link(f"lnk_{document}", "copy", document, original, 1.0, (), lag, 0, 1, 0, 1)


def test_reused_words_are_found_shortened_and_named_after_the_first() -> None:
    pieces = [quoting("b", SAID, 2), quoting("a", SAID, 1), quoting("c", " ".join(SAID.split()[:9]), 3),
              quoting("d", "сегодня хорошая погода и мы все вместе идём гулять в городской парк", 4),
              quoting("e", "всё под контролем", 5), quoting("f", "всё под контролем", 6)]  # fmt: skip
    uses = find_quote_reuse([one for one, _ in pieces], {one.document_id: [quote] for one, quote in pieces})
    assert [use.document_id for use in uses] == ["a", "b", "c"]
    assert len({use.reuse_id for use in uses}) == 1 and uses[0].speaker == "per"
    assert find_quote_reuse([], {}) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Об этом пишет «Ровный путь».", "put"),
        ("Как сообщает издание Ровный путь, граница закрыта.", "put"),
        ("Взрыв прогремел утром, со ссылкой на очевидцев передаёт «Ровный путь»", "put"),
        ("Про це повідомляє «Рівний шлях».", "shlyakh"),
        ("Бұл туралы «Дала жолы» хабарлайды.", "dala"),
        ("The road is shut, the Haverland Courier reports.", "courier"),
        ("Traffic stopped, according to Haverland Courier.", "courier"),
        ("Ровный путь к победе долог.", None),
        ("Он пишет книгу.", None),
    ],
)
def test_attributions_name_watched_sources(text: str, source: str | None) -> None:
    names = {
        "put": ["Ровный путь"],
        "shlyakh": ["Рівний шлях"],
        "dala": ["Дала жолы"],
        "courier": ["Haverland Courier"],
    }
    assert [one.source_id for one in Attributions(names).within(text)] == ([source] if source else [])


def test_first_seen_is_only_as_sure_as_the_dates() -> None:
    one = LinkInput("doc_a", "а", "Новость", START, "https://a.example/1")
    other = LinkInput("doc_b", "б", "Новость", START + timedelta(hours=2), "https://b.example/1")
    sharp = find_directions([link("doc_b", "doc_a")], [one, other], Sources())[0]
    assert (sharp.evidence, sharp.lag_low_s, sharp.lag_high_s, sharp.sure) == (("first-seen",), 7200.0, 7200.0, True)
    dull = find_directions([link("doc_b", "doc_a")], [one, other], Sources(precision={"doc_a": timedelta(days=1)}))[0]
    assert (dull.lag_low_s, dull.sure) == (7200.0 - 86_400, False)
    late = Sources(precision={"doc_a": timedelta.max})
    assert find_directions([link("doc_b", "doc_a")], [one, other], late)[0].lag_low_s is None


def test_what_a_text_says_of_its_origin_turns_an_unsure_order_round() -> None:
    told = LinkInput("doc_a", "а", "Новость, пишет «Бета».", START, "https://a.example/1")
    source = LinkInput("doc_b", "б", "Новость", START + timedelta(hours=2), "https://t.me/beta/1")
    named = {"б": ["Бета"]}
    sure = find_directions([link("doc_b", "doc_a")], [told, source], Sources(named))[0]
    assert (sure.document_id, sure.evidence) == ("doc_b", ("first-seen",))
    unsure = Sources(named, precision={"doc_a": timedelta(days=1)}, languages={"doc_a": "kk", "doc_b": "ru"})
    turned = find_directions([link("doc_b", "doc_a")], [told, source], unsure)[0]
    assert (turned.document_id, turned.evidence, turned.path) == (
        "doc_a",
        ("attributes-to",),
        ("channel→site", "ru→kk"),
    )


def test_a_chain_goes_from_channel_to_site_to_another_language() -> None:
    documents = [
        LinkInput("doc_a", "контур", "Шлагбаум опущен, фуры стоят", START, "https://t.me/kontur/1"),
        LinkInput(
            "doc_b", "сегодня", "Фуры встали, сообщает «Контур»", START + timedelta(hours=1), "https://s.example/1"
        ),
        LinkInput("doc_c", "таң", "Жүк көліктері тұр, деп жазды «Сегодня»", START + timedelta(hours=3)),
    ]
    links = [link("doc_b", "doc_a", 3600.0), link("doc_c", "doc_b", 7200.0)]
    told = Sources({"контур": ["Контур"], "сегодня": ["Сегодня"]}, {"doc_a": "ru", "doc_b": "ru", "doc_c": "kk"})
    ways = find_directions(links, documents, told)
    assert [way.path for way in ways] == [("channel→site",), ("site→site", "ru→kk")]
    steps = chain_of("doc_c", links, documents, ways)
    assert [(step.document_id, step.evidence) for step in steps] == [
        ("doc_a", ("first-seen",)), ("doc_b", ("attributes-to",)), ("doc_c", ("attributes-to",))
    ]  # fmt: skip


def test_families_copy_alike() -> None:
    documents = [
        LinkInput(f"{source}{k}", source, "т", START + timedelta(hours=k)) for source in "абвгд" for k in range(8)
    ]
    links = [link(f"{copier}{k}", f"{author}{k}") for copier, author in ("ба", "ва", "гд") for k in range(8)]
    taken = takings(links, documents, {"б0": ["KZ"], "б1": ["KZ", "GE"]})
    assert taken[0].targets == (("KZ", 2), ("GE", 1)) and taken[0].lag_low_s == 60.0
    assert [family.sources for family in families(taken)] == [("а", "б", "в"), ("г", "д")]
    assert families([]) == []


def told(count: int) -> tuple[list[LinkInput], Marks]:
    """Two messages that return every six days, and other news."""
    rng = np.random.default_rng(5)
    texts, vectors = [], []
    for k in range(count):
        vector = rng.normal(size=16) * 0.12
        vector[k % 3 if k % 3 < 2 else 2 + k % 14] += 1
        words = " ".join(f"слово{rng.integers(10_000)}" for _ in range(12))
        texts.append(LinkInput(f"doc_{k:03}", f"s{k % 4}", words, START + timedelta(days=2 * k)))
        vectors.append(vector / np.linalg.norm(vector))
    return texts, Marks(meanings=Meanings([one.document_id for one in texts], np.array(vectors, np.float32)))


def test_narratives_return_and_a_further_week_moves_none_of_the_older_memberships() -> None:
    runs = []
    for count in (60, 64, 64):
        texts, marks = told(count)
        found = find_stories(texts, marks=marks)
        runs.append(find_narratives(found.stories, found.members, texts, (marks, ())))
    before, after, again = runs
    assert after == again
    assert sorted(one.stories for one in before[0])[-2:] == [20, 20]
    assert moved(before[1], after[1]) == 0.0
    texts, _ = told(64)
    reading = {one.document_id: one.reading for one in texts}
    assert all(reading[one.label_document_id][one.start : one.stop] for one in after[0])


def judgement(
    item: str, verdict: Verdict, by: str, hour: int, other: str | None = None, note: str | None = None
) -> Judgement:
    return Judgement(f"jud_{by}_{hour}", item, verdict, by, START + timedelta(hours=hour), other, note)


MEMBERS = [
    StoryMember("sto_1", "a", None, 1.0, ("first",)),
    StoryMember("sto_1", "b", "a", 0.9, ("words=0.70",)),
    StoryMember("sto_1", "c", "b", 0.8, ("words=0.60",)),
    StoryMember("sto_2", "d", None, 1.0, ("first",)),
]


def stories(judgements: list[Judgement]) -> dict[str, str]:
    members = judge_stories(MEMBERS, [link("b", "a"), link("c", "b")], judgements).members
    return {member.document_id: member.story_id for member in members}


def test_people_overrule_and_may_differ() -> None:
    parted = stories([judgement("lnk_b", "different", "Әсел", 1)])
    assert parted["a"] == "sto_1" and parted["b"] == parted["c"] != "sto_1"
    both = [judgement("lnk_b", "different", "Әсел", 1), judgement("lnk_b", "same", "Борис", 2)]
    assert stories(both)["b"] == "sto_1"
    assert [(one.verdict, one.disputed) for one in standings(both)] == [(None, True)]
    assert stories([judgement("sto_2", "merge", "Әсел", 1, "sto_1")])["d"] == "sto_1"
    assert stories([judgement("d", "same", "Әсел", 1, "c")])["d"] == "sto_1"
    assert stories([judgement("sto_1", "split", "Әсел", 1, "c")])["c"] not in ("sto_1", "sto_2")
    named = judge_stories(MEMBERS, [], [judgement("sto_1", "rename", "Әсел", 1, note="Шекара")])
    assert named.names == {"sto_1": "Шекара"} and named.members == MEMBERS
