"""What is kept of a chat model's answer, and what is refused, for each role."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from annotate.remote.servers import ChatServer, always, asked, embeddings, in_turn, says, status, wellbehaved
from annotate.remote.texts import RUSSIAN, marked

from tolqyn.annotate.remote import (
    RemoteAttitudes,
    RemoteNarratives,
    RemoteQuotes,
    RemoteVectors,
    Translation,
    Translator,
)
from tolqyn.annotate.remote.asking import Read
from tolqyn.model.errors import Unavailable
from tolqyn.model.reading import Attitude, NarrativeMatch, Quote, Vector
from tolqyn.model.rejected import Reason, Rejected
from tolqyn.model.settings import Narrative

QUOTE: Mapping[str, Any] = {
    "form": "direct", "content": 'Мы ответим "жёстко"', "cue": "сказал", "speaker": "посол", "role": "official",
    "role_words": "посол", "via": None,
}  # fmt: skip
ATTITUDE: Mapping[str, Any] = {
    "holder": "author", "holder_words": None, "target_words": "Грузии", "polarity": -1, "expression": "ошиблись",
}  # fmt: skip
CATALOGUE = (Narrative("mistake", ("Грузия совершает ошибку",)),)


def quotes(answer: object) -> Read:
    with ChatServer(always(answer)) as server:
        return RemoteQuotes(server.endpoint()).read([marked()])[0]


def reasons(read: Read) -> list[Reason]:
    return [one.reason for one in read.refused]


def test_a_quote_is_marked_where_its_words_stand() -> None:
    [quote] = quotes({"quotes": [QUOTE]}).marks
    assert isinstance(quote, Quote)
    assert RUSSIAN[quote.start : quote.stop] == "Мы  ответим \u201eжёстко\u201c"
    assert quote.cue_start is not None and quote.speaker_start is not None
    assert RUSSIAN[quote.cue_start : quote.cue_stop] == "сказал"
    assert RUSSIAN[quote.speaker_start : quote.speaker_stop] == "посол"
    assert (quote.role, quote.annotator) == ("official", "remote/1-test:model")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"content": "Мы победим"}, Reason.WORDS_ABSENT),
        ({"content": "We will respond"}, Reason.WORDS_ABSENT),
        ({"content": "Мы"}, Reason.WORDS_AMBIGUOUS),
        ({"content": ""}, Reason.WORDS_ABSENT),
        ({"speaker": "министр"}, Reason.WORDS_ABSENT),
        ({"cue": "закричал"}, Reason.WORDS_ABSENT),
        ({"via": "Правда.ру"}, Reason.WORDS_ABSENT),
        ({"form": "песня"}, Reason.BAD_FIELD),
        ({"role": "король"}, Reason.BAD_FIELD),
        ({"content": None}, Reason.BAD_FIELD),
    ],
)
def test_what_the_text_does_not_hold_is_refused_and_counted(changed: dict[str, Any], reason: Reason) -> None:
    read = quotes({"quotes": [{**QUOTE, **changed}]})
    assert read.marks == ()
    assert reasons(read) == [reason]


def test_a_bad_item_does_not_spoil_a_good_one() -> None:
    read = quotes({"quotes": [{**QUOTE, "content": "выдумка"}, QUOTE, QUOTE]})
    assert len(read.marks) == 1
    assert reasons(read) == [Reason.WORDS_ABSENT]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("Конечно! Вот цитаты:", Reason.NOT_JSON),
        ("[" * 100_000, Reason.NOT_JSON),
        ([], Reason.BAD_FIELD),
        ({}, Reason.BAD_FIELD),
        ({"quotes": "нет"}, Reason.BAD_FIELD),
        ({"quotes": [1]}, Reason.BAD_FIELD),
        ({"quotes": [{}]}, Reason.BAD_FIELD),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(answer: object, reason: Reason) -> None:
    read = quotes(answer)
    assert (read.marks, reasons(read)) == ((), [reason])


@pytest.mark.parametrize("payload", [b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}'])
def test_an_answer_without_a_message_is_refused(payload: bytes) -> None:
    with ChatServer(lambda _path, _body: (200, {}, payload)) as server:
        [read] = RemoteQuotes(server.endpoint()).read([marked()])
    assert reasons(read) == [Reason.BAD_RESPONSE]


def test_a_long_text_is_asked_in_windows_and_marked_in_the_whole() -> None:
    text = "Очень длинное и скучное предложение о погоде в городе. " * 20 + "Он сказал: «Мы победим». Конец."
    with ChatServer(wellbehaved) as server:
        [marks] = RemoteQuotes(server.endpoint(window=300)).annotate([marked(text)])
    assert len(server.requests) > 3
    assert all(len(asked(body)["text"]) <= 300 for _, _, body in server.requests)
    assert [text[mark.start : mark.stop] for mark in marks if isinstance(mark, Quote)] == ["Мы победим"]


def test_what_is_too_long_to_be_asked_is_counted() -> None:
    with ChatServer(wellbehaved) as server:
        [read] = RemoteQuotes(server.endpoint(window=200, max_windows=2)).read([marked("Это предложение. " * 100)])
    assert len(server.requests) == 2
    assert reasons(read) == [Reason.TOO_LARGE]


def test_a_server_that_does_not_answer_loses_nothing_silently() -> None:
    with ChatServer(status(500)) as server, pytest.raises(Unavailable):
        RemoteQuotes(server.endpoint()).annotate([marked()])


def test_a_text_without_words_is_not_sent() -> None:
    with ChatServer(wellbehaved) as server:
        assert RemoteQuotes(server.endpoint()).annotate([marked(""), marked(" \n")]) == [(), ()]
    assert not server.requests


def test_an_attitude_is_to_somebody_who_was_marked() -> None:
    with ChatServer(always({"attitudes": [ATTITUDE]})) as server:
        [[attitude]] = RemoteAttitudes(server.endpoint()).annotate([marked()])
    assert isinstance(attitude, Attitude)
    assert (attitude.target, attitude.polarity, attitude.kind) == ("GE", -1, "hostile")
    assert attitude.expression_start is not None
    assert RUSSIAN[attitude.expression_start : attitude.expression_stop] == "ошиблись"
    assert asked(server.requests[0][2])["named"] == ["Грузии"]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"target_words": "посол"}, Reason.BAD_FIELD),
        ({"target_words": "Власти", "expression": None}, Reason.BAD_FIELD),
        ({"expression": "предали всех"}, Reason.WORDS_ABSENT),
        ({"holder_words": "министр"}, Reason.WORDS_ABSENT),
        ({"polarity": 5}, Reason.BAD_FIELD),
        ({"polarity": True}, Reason.BAD_FIELD),
    ],
)
def test_an_attitude_that_does_not_stand_is_refused(changed: dict[str, Any], reason: Reason) -> None:
    with ChatServer(always({"attitudes": [{**ATTITUDE, **changed}]})) as server:
        [read] = RemoteAttitudes(server.endpoint()).read([marked()])
    assert (read.marks, reasons(read)) == ((), [reason])


def test_a_message_of_the_catalogue_is_matched_with_its_words() -> None:
    answer = {"matches": [{"narrative": "mistake", "words": "Власти Грузии ошиблись", "verdict": "match"},
                          {"narrative": "другое", "words": "Посол уехал", "verdict": "match"}]}  # fmt: skip
    with ChatServer(always(answer)) as server:
        [read] = RemoteNarratives(server.endpoint(), CATALOGUE).read([marked()])
    [match] = read.marks
    assert isinstance(match, NarrativeMatch)
    assert (match.narrative, match.start, match.verdict) == ("mistake", 0, "match")
    assert reasons(read) == [Reason.BAD_FIELD]


def test_without_a_catalogue_nothing_is_asked() -> None:
    with ChatServer(wellbehaved) as server:
        assert RemoteNarratives(server.endpoint()).annotate([marked()]) == [()]
    assert not server.requests


def test_another_catalogue_is_another_version() -> None:
    with ChatServer(wellbehaved) as server:
        one, other = (RemoteNarratives(server.endpoint(), told).version for told in (CATALOGUE, ()))
    assert one != other


def test_vectors_are_unit_length_in_the_order_of_texts_and_say_whose_they_are() -> None:
    with ChatServer(wellbehaved) as server:
        told = [marked(), marked(""), marked("Басқа сөйлем айтылды.")]
        [[first, *_], [], second] = RemoteVectors(server.endpoint()).annotate(told)
        [alone] = RemoteVectors(server.endpoint()).annotate(told[2:])
    assert isinstance(first, Vector)
    assert second == alone != ()
    values = np.frombuffer(first.values, "<f2").astype(float)
    assert np.linalg.norm(values) == pytest.approx(1, abs=1e-3)
    assert first.model.startswith("test/model@127.0.0.1:")


@pytest.mark.parametrize(
    "payload",
    [
        b'{"data": []}',
        b'{"data": [{"index": 0, "embedding": [0, 0]}]}',
        b'{"data": [{"index": 0, "embedding": ["x"]}]}',
        b'{"data": [{"index": 5, "embedding": [1, 2]}]}',
        b'{"data": "none"}',
        b"none",
    ],
)
def test_half_a_set_of_vectors_is_none(payload: bytes) -> None:
    with ChatServer(lambda _path, _body: (200, {}, payload)) as server, pytest.raises(Unavailable):
        RemoteVectors(server.endpoint()).encode(["Қазақстан"])


def test_vectors_of_two_lengths_are_refused() -> None:
    short = (200, {}, b'{"data": [{"index": 0, "embedding": [1, 2]}]}')
    behaviour = in_turn(lambda _path, body: embeddings(body["input"]), lambda _path, _body: short)
    with ChatServer(behaviour) as server, pytest.raises(Unavailable, match=r"answers 1 vectors|differ in length"):
        RemoteVectors(server.endpoint(at_once=1)).encode(["а"] * 65)


def test_a_translation_says_whose_it_is() -> None:
    with ChatServer(always({"translation": " Мен келдім. "})) as server:
        made = Translator(server.endpoint()).translate("Я пришёл.", "ru", "kk")
    assert isinstance(made, Translation)
    assert (made.text, made.language) == ("Мен келдім.", "kk")
    assert made.by.startswith("test/model at 127.0.0.1:")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"translation": ""}, Reason.BAD_RESPONSE),
        ({"translation": "я" * 5_000}, Reason.BAD_RESPONSE),
        ({"перевод": "я"}, Reason.BAD_FIELD),
        ("просто слова", Reason.NOT_JSON),
    ],
)
def test_what_is_no_translation_is_refused(answer: object, reason: Reason) -> None:
    with ChatServer(always(answer)) as server:
        made = Translator(server.endpoint()).translate("Я пришёл.", "ru", "kk")
    assert isinstance(made, Rejected)
    assert made.reason is reason


def test_what_cannot_be_translated_is_not_sent() -> None:
    with ChatServer(lambda _path, _body: says({})) as server:
        translator = Translator(server.endpoint(window=200))
        made = [translator.translate(text, None, "en") for text in (" ", "я" * 201)]
    assert [one.reason for one in made if isinstance(one, Rejected)] == [Reason.NO_TEXT, Reason.TOO_LARGE]
    assert not server.requests
