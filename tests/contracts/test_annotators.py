"""What every component of reading owes, found by discovery: a new component is held to it without a new test."""

import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

import pytest
from annotate.remote.servers import ChatServer, wellbehaved

from tolqyn.annotate.discovery import broken, build, components
from tolqyn.annotate.roles import ROLES, Annotator, Marked, Role
from tolqyn.annotate.sentences import split
from tolqyn.annotate.targets import mark_text
from tolqyn.model.identifiers import identify
from tolqyn.model.reading import Mark, Name, Naming, Text
from tolqyn.model.settings import Narrative
from tolqyn.model.spans import nfc

COMPONENTS = [(role, name) for role in ROLES for name in components(role)]
NEVER_BROKEN = [(role, name) for role in ROLES for name in broken(role)]

NEWS = {
    "ru": "Запад готовит переворот в Грузии, заявил депутат Иван Петров. «Мы будем вынуждены ответить», — сказал он. "
    "В МИД России обвинили Украину в срыве переговоров. Жители Казахстана поддержали Токаева.",
    "uk": "Міністр закордонних справ України звинуватив Росію у зриві переговорів. «Ми не відступимо», — сказав він. "
    "У Києві попередили, що ціни зростуть.",
    "kk": "Президент Тоқаев Астанада кездесу өткізді. «Біз бейбітшілікті қолдаймыз», — деді ол. "
    "Сарапшылар бағаның өсуін ескертті.",
    "en": "The minister accused Georgia of betrayal. “We will respond,” Ivan Petrov said in London. "
    "Experts warned that the economy will collapse.",
}
ODD = {
    "empty": ("", "ru"),
    "spaces": (" \n\n\t ", "ru"),
    "emoji": ("👩‍👩‍👧‍👦🔥🇰🇿 «Мы ответим» 🔥, — сказал 😀 Иван Петров. ⚡️⚡️", "ru"),
    "right to left": ("قال الوزير إن الحكومة ستستقيل. «لن نتراجع»، أضاف محمد.", "ar"),
    "mixed directions": ("Министр сказал: «שלום» и «سلام», — а Украина ответила.", "ru"),
    "unknown language": ("Qwx zorb, Anna flim “drast ipsum” varle.", None),
    "language nobody reads": ("Waziri alisema: “tutajibu”, akaongeza Amina.", "sw"),
    "quotes that never close": ("«Мы „будем “бороться, — сказал он. «И ещё", "ru"),
    "control characters": ("Пре\u200bзидент\u202e сказал\ufeff, что\x0b будет\u00a0хуже.", "ru"),
    "stacked marks": ("Е\u0301рлан с\u0336к\u0336азал, что Грузии грозит крах.", "ru"),
    "one long word": ("а" * 20_000, "ru"),
    "dots only": ("." * 5_000, "en"),
}
CATALOGUE = (
    Narrative(
        "coup", ("Запад готовит переворот в соседней стране.", "The West prepares a coup in a neighbouring country.")
    ),
    Narrative("collapse", ("Ел экономикасы күйрейді.",), ("KZ",)),
)
LARGE = " ".join((*NEWS.values(), "Посол предупредил о последствиях.")) + "\n\n"


def marked(text: str, language: str | None) -> Marked:
    """A text as the pipeline would hand it in, before anybody has marked names and quotes."""
    reading = nfc(text)
    targets = tuple(Naming(one.start, one.stop, one.target, one.score) for one in mark_text(reading, language))
    sentences = tuple(split(reading, language))
    return Marked(Text(identify("doc", reading), reading, language, None, 0, sentences, targets))


@cache
def news() -> tuple[Marked, ...]:
    return tuple(marked(text, language) for language, text in NEWS.items())


@cache
def odd() -> tuple[Marked, ...]:
    return tuple(marked(text, language) for text, language in ODD.values())


@pytest.fixture(scope="module")
def server() -> Iterator[ChatServer]:
    """Answers the remote components on loopback, as a model that keeps to its task would."""
    with ChatServer(wellbehaved) as serving:
        yield serving


@pytest.fixture(scope="module", params=COMPONENTS, ids=".".join)
def component(request: pytest.FixtureRequest, server: ChatServer) -> Annotator:
    role, name = request.param
    return build(role, name, options_for(role, name, server))


def options_for(role: Role, name: str, server: ChatServer) -> dict[str, Any]:
    """A remote component is told its server, one of narratives the catalogue; every other one works as it comes."""
    told: dict[str, Any] = {"narratives": CATALOGUE} if role == "narratives" else {}
    return told | ({"endpoint": server.endpoint()} if name == "remote" else {})


def spans(mark: Mark) -> Iterator[tuple[str, int | None, int | None]]:
    """Every pair of fields `…start`, `…stop` of a mark."""
    for field in fields(mark):
        if field.name.endswith("start"):
            other = field.name.removesuffix("start") + "stop"
            yield field.name, getattr(mark, field.name), getattr(mark, other)


def first(mark: Mark) -> int:
    """Where a mark starts: an attitude starts at its target."""
    return mark.start if hasattr(mark, "start") else mark.target_start


def identifiers(marks: Sequence[Mark]) -> list[str]:
    """Identifiers that marks carry themselves; matches and vectors are named by what they stand on."""
    names = ("name_id", "quote_id", "attitude_id", "claim_id", "device_id")
    return [getattr(mark, name) for mark in marks for name in names if hasattr(mark, name)]


def check(text: Text, marks: Sequence[Mark], component: Annotator) -> None:
    """What holds of every answer, whatever the text."""
    length = len(text.text)
    for mark in marks:
        for name, start, stop in spans(mark):
            assert (start is None) == (stop is None), (name, mark)
            assert start is None or 0 <= start < stop <= length, (name, mark)
        if isinstance(mark, Name):
            assert mark.surface == text.text[mark.start : mark.stop]
        assert mark.document_id == text.document_id
        assert 0.0 <= getattr(mark, "score", 0.5) <= 1.0
        assert getattr(mark, "annotator", None) in (None, f"{component.name}/{component.version}")
        assert mark.made_by is None, "the pipeline writes this"
    assert [first(mark) for mark in marks] == sorted(first(mark) for mark in marks)
    known = identifiers(marks)
    assert len(known) == len(set(known))
    assert all(re.fullmatch(r"[a-z]{3}_[a-z2-7]{20}", one) for one in known)


@pytest.mark.parametrize(("role", "name"), NEVER_BROKEN or [(None, None)])
def test_nothing_that_is_installed_fails_to_load(role: Role | None, name: str | None) -> None:
    assert role is None, f"{role}.{name}: {broken(role)[str(name)]}"


def test_a_component_says_what_it_is(component: Annotator) -> None:
    assert component.role in ROLES
    assert component.name and "/" not in component.name
    assert component.version and "/" not in component.version


def test_news_in_four_languages(component: Annotator) -> None:
    for one, marks in zip(news(), component.annotate(news()), strict=True):
        check(one.text, marks, component)


def test_odd_texts_are_survived(component: Annotator) -> None:
    for one, marks in zip(odd(), component.annotate(odd()), strict=True):
        check(one.text, marks, component)


def test_no_text_gives_no_marks(component: Annotator) -> None:
    assert component.annotate([]) == []
    assert component.annotate([marked("", None)]) == [()]


def test_twice_the_same(component: Annotator) -> None:
    assert component.annotate(news()) == component.annotate(news())


def test_marks_do_not_depend_on_neighbours(component: Annotator) -> None:
    together = component.annotate([*news(), *odd()])
    assert [component.annotate([one])[0] for one in news()] == together[: len(news())]
    shuffled = list(range(len(together)))
    random.Random(7).shuffle(shuffled)
    every = [*news(), *odd()]
    again = component.annotate([every[place] for place in shuffled])
    assert again == [together[place] for place in shuffled]


@pytest.mark.slow
def test_a_large_text_is_survived_within_bounds(component: Annotator) -> None:
    size = 200_000
    one = marked((LARGE * (size // len(LARGE.encode()) + 1))[:size], "ru")
    began = time.process_time()
    [marks] = component.annotate([one])
    check(one.text, marks, component)
    assert time.process_time() - began < 120.0, "seconds of one core"


@pytest.mark.parametrize(("role", "name"), COMPONENTS)
def test_quick_to_build(role: Role, name: str, server: ChatServer) -> None:
    began = time.process_time()
    build(role, name, options_for(role, name, server))
    assert time.process_time() - began < 15.0, "seconds of one core"
