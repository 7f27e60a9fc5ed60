"""The register: surnames join the one who bears them, and what people judged holds whatever is rebuilt."""

from datetime import UTC, datetime

from tolqyn.annotate.names.key import entity_id
from tolqyn.annotate.names.register import register
from tolqyn.model.identifiers import identify
from tolqyn.model.mark import EntityType
from tolqyn.model.reading import Name
from tolqyn.model.run import Judgement, Verdict


def name(normal: str, document: str, kind: EntityType = "PER", start: int = 0) -> Name:
    made = identify("nam", document, start, normal)
    return Name(made, document, start, start + 5, normal, kind, normal, entity_id(normal, kind), 0.9, "default/1")


def judged(item: str, verdict: Verdict, other: str | None = None, note: str | None = None, day: int = 1) -> Judgement:
    at = datetime(2024, 12, day, tzinfo=UTC)
    return Judgement(identify("jud", item, verdict, other, day), item, verdict, "Айгүл", at, other, note)


def test_a_surname_joins_the_only_one_who_bears_it() -> None:
    long, short = name("Ерлан Карин", "doc_1"), name("Қарин", "doc_2")
    found = register([long, short])
    assert found.of(short) == found.of(long) == long.entity
    entity = found.entities[long.entity]
    assert (entity.name, entity.mentions, entity.documents) == ("Ерлан Карин", 2, 2)
    assert set(entity.joined) == {long.entity, short.entity}


def test_a_surname_of_two_stays_its_own() -> None:
    names = [name("Дмитрий Иванов", "doc_1"), name("Сергей Иванов", "doc_2"), name("Иванов", "doc_3")]
    found = register(names)
    assert len({found.of(one) for one in names}) == 3


def test_scripts_meet() -> None:
    names = [name("Касым-Жомарт Токаев", "doc_1"), name("Қасым-Жомарт Тоқаев", "doc_2"), name("Tokayev", "doc_3")]
    found = register(names)
    assert len({found.of(one) for one in names}) == 1
    assert len(found.entities) == 1


def test_a_merge_joins_and_a_later_split_parts_again() -> None:
    one, other = name("Си Цзиньпин", "doc_1"), name("Xi Jinping", "doc_2")
    merge = judged(one.entity, "merge", other.entity, day=1)
    assert register([one, other], [merge]).of(one) == other.entity
    split = judged(one.entity, "split", other.entity, day=2)
    assert register([one, other], [split, merge]).of(one) == one.entity


def test_a_split_forbids_what_the_surname_would_join() -> None:
    long, short = name("Ерлан Карин", "doc_1"), name("Карин", "doc_2")
    found = register([long, short], [judged(short.entity, "split", long.entity)])
    assert found.of(short) == short.entity


def test_one_name_can_be_taken_out_and_put_elsewhere() -> None:
    first, second = name("Иванов", "doc_1"), name("Иванов", "doc_2")
    assert first.entity == second.entity
    apart = register([first, second], [judged(second.name_id, "split")])
    assert apart.of(first) != apart.of(second)
    target = name("Сергей Иванов", "doc_3")
    put = register([first, second, target], [judged(second.name_id, "merge", target.entity)])
    assert put.of(second) == target.entity
    assert put.entities[target.entity].documents >= 2


def test_a_rename_shows_the_name_that_people_gave() -> None:
    one = name("Е. Карин", "doc_1")
    found = register([one], [judged(one.entity, "rename", note="Ерлан Карин")])
    assert found.entities[one.entity].name == "Ерлан Карин"


def test_merges_in_a_circle_end() -> None:
    one, other = name("Анна", "doc_1"), name("Берта", "doc_2")
    judgements = [judged(one.entity, "merge", other.entity, day=1), judged(other.entity, "merge", one.entity, day=2)]
    found = register([one, other], judgements)
    assert found.of(one) == found.of(other) == other.entity


def test_the_order_of_names_and_judgements_does_not_matter() -> None:
    names = [name("Ерлан Карин", "doc_1"), name("Карин", "doc_2"), name("Тоқаев", "doc_3"), name("Tokayev", "doc_4")]
    judgements = [judged(names[2].entity, "merge", names[0].entity, day=3), judged(names[2].entity, "split", day=4)]
    assert register(names, judgements) == register(names[::-1], judgements[::-1])


def test_nothing_gives_an_empty_register() -> None:
    assert register([]).entities == {}
