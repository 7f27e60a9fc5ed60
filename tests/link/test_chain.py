"""Chains from one source to the next, and what each source copies."""

from datetime import UTC, datetime, timedelta

from tolqyn.link import LinkInput, chain_of, copying, find_copies

START = datetime(2024, 11, 28, 9, tzinfo=UTC)
STORY = (
    "Министр транспорта заявил в четверг, что новая железная дорога между двумя областными центрами откроется раньше "
    "срока, потому что строители закончили мост через реку и проложили последний участок пути под горным перевалом."
)
CHANNEL = LinkInput("doc_a", "t.me/kanal", STORY, START, "https://t.me/kanal/7")
FORWARD = LinkInput(
    "doc_b", "t.me/drugoy", STORY, START + timedelta(minutes=9), "https://t.me/drugoy/3", forwarded_from="kanal"
)
SITE = LinkInput(
    "doc_c",
    "сайт.рф",
    f"Новости\n\n{STORY} Подробности читайте завтра.",
    START + timedelta(hours=2),
    "https://сайт.рф/1",
    links=("https://t.me/kanal/7",),
)
SILENT = LinkInput("doc_d", "газета", STORY, START + timedelta(hours=3))
ALONE = LinkInput("doc_e", "газета", "Совсем другая заметка о погоде в горах на будущей неделе", START)
ALL = [SILENT, SITE, ALONE, FORWARD, CHANNEL]


def test_a_chain_goes_from_channel_to_site_with_its_evidence() -> None:
    steps = chain_of("doc_d", find_copies(ALL), ALL)
    assert [(step.document_id, step.evidence) for step in steps] == [
        ("doc_a", ("first-seen",)),
        ("doc_b", ("forwarded-from",)),
        ("doc_c", ("links-to-original", "names-source")),
        ("doc_d", ("later",)),
    ]
    assert [step.lag_s for step in steps] == [None, 540.0, 7200.0, 10800.0]
    assert {step.after_id for step in steps[1:]} == {"doc_a"}


def test_a_document_that_nobody_copied_is_its_own_chain() -> None:
    assert [step.document_id for step in chain_of("doc_e", find_copies(ALL), ALL)] == ["doc_e"]


def test_sources_are_told_by_what_they_copy_and_who_copies_them() -> None:
    found = {one.source_id: one for one in copying(find_copies(ALL), ALL)}
    assert found["t.me/kanal"].copied_by == (("t.me/drugoy", 1), ("газета", 1), ("сайт.рф", 1))
    assert (found["t.me/kanal"].original_share, found["t.me/kanal"].lag_s) == (1.0, None)
    paper = found["газета"]
    assert (paper.documents, paper.originals, paper.copies, paper.lag_s) == (2, 1, (("t.me/kanal", 1),), 10800.0)
    assert sum(one.originals for one in found.values()) == len(ALL) - len(find_copies(ALL))


def test_repetitions_of_ones_own_are_counted_without_a_lag() -> None:
    again = LinkInput("doc_z", "газета", STORY, START + timedelta(hours=5))
    one = copying(find_copies([SILENT, again]), [SILENT, again])[0]
    assert (one.originals, one.copies, one.copied_by, one.lag_s) == (1, (("газета", 1),), (), None)
