"""A server of ours on loopback that speaks the OpenAI protocol: well, badly, slowly, or not at all."""

import hashlib
import json
import re
import threading
import time
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from tolqyn.annotate.remote import Endpoint

Reply = tuple[int, dict[str, str], bytes]
Behaviour = Callable[[str, dict[str, Any]], Reply]
"""From the path and the request's JSON to status, headers and body."""


class ChatServer:
    """Serves a behaviour on a free port of 127.0.0.1; `requests` holds what it was sent, headers included."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.requests: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(behaviour, self.requests))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def endpoint(self, **bounds: Any) -> Endpoint:
        """This server, with pauses short enough for tests."""
        return Endpoint(self.address, "test/model", **{"backoff_s": 0.01, "max_backoff_s": 0.05, **bounds})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(behaviour: Behaviour, seen: list[Any]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            seen.append((self.path, dict(self.headers), body))
            status, headers, payload = behaviour(self.path, body)
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(payload)))
                self.end_headers()
                self.wfile.write(payload)
            except (BrokenPipeError, ConnectionResetError):
                pass

        def log_message(self, *_: object) -> None:
            return

    return Handler


def says(answer: object) -> Reply:
    """A chat completion whose message is an object as JSON, or words as they are."""
    words = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
    return 200, {}, json.dumps({"choices": [{"message": {"content": words}}]}).encode()


def always(answer: object) -> Behaviour:
    """The same chat message to everything."""
    return lambda _path, _body: says(answer)


def status(code: int, **headers: str) -> Behaviour:
    """The same status to everything."""
    return lambda _path, _body: (code, headers, b"{}")


def slowly(seconds: float, then: Behaviour) -> Behaviour:
    """Answers late."""

    def late(path: str, body: dict[str, Any]) -> Reply:
        time.sleep(seconds)
        return then(path, body)

    return late


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """One behaviour after the other, the last one for ever."""
    left = list(behaviours)

    def next_one(path: str, body: dict[str, Any]) -> Reply:
        return (left.pop(0) if len(left) > 1 else left[0])(path, body)

    return next_one


def asked(body: dict[str, Any]) -> dict[str, Any]:
    """What the user message of a request holds."""
    found: dict[str, Any] = json.loads(body["messages"][1]["content"])
    return found


def wellbehaved(path: str, body: dict[str, Any]) -> Reply:
    """What a model that keeps to its task would say, by rules simple enough to be foreseen."""
    if path.endswith("/embeddings"):
        return embeddings(body["input"])
    question, kind = asked(body), body["response_format"]["json_schema"]["name"]
    answers: dict[str, Callable[[dict[str, Any]], list[Any]]] = {
        "quotes": _quotes,
        "attitudes": _attitudes,
        "matches": _matches,
    }
    if kind == "translation":
        return says({"translation": question["text"].upper()})
    return says({kind: answers[kind](question)})


def embeddings(texts: Sequence[str]) -> Reply:
    """Vectors made of digests, in reversed order as the protocol allows."""
    rows = [{"index": at, "embedding": [byte - 127.5 for byte in hashlib.sha256(text.encode()).digest()]}
            for at, text in enumerate(texts)]  # fmt: skip
    return 200, {}, json.dumps({"data": rows[::-1]}).encode()


def _quotes(question: dict[str, Any]) -> list[Any]:
    contents = dict.fromkeys(re.findall(r"«([^«»]{3,})»", question["text"]))
    return [
        {"form": "direct", "content": one, "cue": None, "speaker": None, "role": None, "role_words": None, "via": None}
        for one in contents
    ]


def _attitudes(question: dict[str, Any]) -> list[Any]:
    return [
        {"holder": "author", "holder_words": None, "target_words": one, "polarity": -1, "expression": None}
        for one in question["named"]
    ]


def _matches(question: dict[str, Any]) -> list[Any]:
    first = question["text"].split(".")[0]
    return [{"narrative": name, "words": first, "verdict": "unsure"} for name in question["messages"]]
