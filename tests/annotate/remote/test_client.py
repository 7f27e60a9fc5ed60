"""Bounds of a request: a busy, slow, silent, large or straying server."""

import socket
import time

import pytest
from annotate.remote.servers import ChatServer, always, in_turn, slowly, status

from tolqyn.annotate.remote.client import ask
from tolqyn.annotate.remote.endpoint import Endpoint
from tolqyn.model.errors import Invalid, Unavailable
from tolqyn.model.rejected import Reason, Rejected

PATH = "/chat/completions"


@pytest.mark.parametrize("code", [429, 500, 503])
def test_a_busy_server_is_asked_again(code: int) -> None:
    with ChatServer(in_turn(status(code), status(code), always({"жауап": 1}))) as server:
        [answer] = ask(server.endpoint(), PATH, [{}])
    assert isinstance(answer, dict)
    assert len(server.requests) == 3


def test_a_server_that_stays_busy_is_unavailable() -> None:
    with ChatServer(status(500)) as server, pytest.raises(Unavailable, match="status 500, asked 3 times"):
        ask(server.endpoint(), PATH, [{}])
    assert len(server.requests) == 3


def test_how_long_to_wait_is_heard_and_bounded() -> None:
    busy = in_turn(status(429, **{"Retry-After": "3600"}), always({}))
    with ChatServer(busy) as server:
        began = time.monotonic()
        ask(server.endpoint(max_backoff_s=0.2), PATH, [{}])
    assert 0.2 <= time.monotonic() - began < 5


def test_a_date_to_wait_for_is_not_waited_for() -> None:
    busy = in_turn(status(503, **{"Retry-After": "Wed, 21 Oct 2099 07:28:00 GMT"}), always({}))
    with ChatServer(busy) as server:
        assert isinstance(ask(server.endpoint(), PATH, [{}])[0], dict)


def test_a_slow_server_is_unavailable() -> None:
    with ChatServer(slowly(2, always({}))) as server, pytest.raises(Unavailable, match=r"no answer within 0\.2 s"):
        ask(server.endpoint(total_s=0.2, attempts=2), PATH, [{}])


def test_nobody_there_is_unavailable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    with pytest.raises(Unavailable, match="asked 2 times"):
        ask(Endpoint(address, "m", attempts=2, backoff_s=0.01), PATH, [{}])


def test_a_silent_server_is_unavailable() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        address = f"http://127.0.0.1:{deaf.getsockname()[1]}/v1"
        with pytest.raises(Unavailable, match="no answer"):
            ask(Endpoint(address, "m", total_s=0.2, attempts=1), PATH, [{}])


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(code: int) -> None:
    with ChatServer(always({})) as other:
        elsewhere = status(code, Location=other.address)
        with ChatServer(elsewhere) as server, pytest.raises(Unavailable, match="another address"):
            ask(server.endpoint(), PATH, [{}])
    assert not other.requests
    assert len(server.requests) == 1


@pytest.mark.parametrize("code", [401, 403])
def test_a_refused_key_is_not_tried_again(code: int) -> None:
    with ChatServer(status(code)) as server, pytest.raises(Unavailable, match="key is missing or not accepted"):
        ask(server.endpoint(), PATH, [{}])
    assert len(server.requests) == 1


def test_a_refused_request_rejects_that_request_alone() -> None:
    with ChatServer(in_turn(status(400), always({}))) as server:
        first, second = ask(server.endpoint(at_once=1), PATH, [{}, {}])
    assert first == Rejected(Reason.HTTP_STATUS, "status 400")
    assert isinstance(second, dict)


def test_a_huge_answer_is_not_read() -> None:
    with ChatServer(always("я" * 100_000)) as server:
        [answer] = ask(server.endpoint(max_answer_bytes=10_000), PATH, [{}])
    assert isinstance(answer, Rejected)
    assert answer.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("payload", [b"", b"<html>", b"[1]", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_object_is_rejected(payload: bytes) -> None:
    with ChatServer(lambda _path, _body: (200, {}, payload)) as server:
        [answer] = ask(server.endpoint(), PATH, [{}])
    assert isinstance(answer, Rejected)
    assert answer.reason in (Reason.NOT_JSON, Reason.BAD_RESPONSE)


def test_answers_stand_in_the_order_of_requests() -> None:
    def echo(path: str, body: dict[str, int]) -> tuple[int, dict[str, str], bytes]:
        time.sleep(0.05 if body["n"] % 2 else 0)
        return 200, {}, b'{"n": %d}' % body["n"]

    with ChatServer(echo) as server:
        assert ask(server.endpoint(), PATH, [{"n": n} for n in range(9)]) == [{"n": n} for n in range(9)]


def test_the_key_comes_from_the_environment_and_goes_into_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_KEY", "құпия".encode().hex())
    with ChatServer(in_turn(always({}), status(401))) as server:
        endpoint = server.endpoint(key_variable="SOME_KEY")
        ask(endpoint, PATH, [{}])
        with pytest.raises(Unavailable) as refused:
            ask(endpoint, PATH, [{}])
    secret = "құпия".encode().hex()
    assert server.requests[0][1]["Authorization"] == f"Bearer {secret}"
    assert secret not in str(refused.value) + repr(endpoint) + repr(refused.value.__context__)


def test_a_key_that_is_not_set_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_SUCH_KEY", raising=False)
    with pytest.raises(Invalid, match="NO_SUCH_KEY is not set"):
        ask(Endpoint("https://server.example/v1", "m", key_variable="NO_SUCH_KEY"), PATH, [{}])


def test_without_a_key_none_is_sent() -> None:
    with ChatServer(always({})) as server:
        ask(server.endpoint(), PATH, [{}])
    assert "Authorization" not in server.requests[0][1]


@pytest.mark.parametrize("address", ["server.example", "ftp://server.example", "https://u:p@server.example", "http://"])
def test_an_address_that_is_none_is_named(address: str) -> None:
    with pytest.raises(Invalid, match="not an address"):
        Endpoint(address, "m")


def test_a_password_in_an_address_is_not_repeated() -> None:
    with pytest.raises(Invalid) as refused:
        Endpoint("https://user:sesame@server.example/v1", "m")
    assert "sesame" not in str(refused.value)


def test_a_key_does_not_travel_unencrypted() -> None:
    with pytest.raises(Invalid, match="unencrypted"):
        Endpoint("http://server.example/v1", "m", key_variable="KEY")
    assert Endpoint("http://127.0.0.1:8080/v1", "m", key_variable="KEY").host == "127.0.0.1:8080"
