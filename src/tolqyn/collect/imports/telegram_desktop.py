"""The outer shape of Telegram Desktop's `result.json`: one chat, or a whole account's."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from tolqyn.collect.imports.json_stream import Element, JsonStream

_PRIVATE = ("personal_chat", "bot_chat", "saved_messages", "verification_codes")


@dataclass(frozen=True, slots=True)
class Chat:
    """What stands around a message; `refused` says why a chat is not read, `alone` that the file holds no other."""

    dialect: Literal["list", "desktop", "page"]
    channel: str | None
    name: str | None
    type: str | None
    number: str | None
    refused: str | None = None
    alone: bool = False


def read_desktop(stream: JsonStream) -> Iterator[tuple[Chat, Element]]:
    """Each message with its chat.

    Chats between persons are never read: a whole account's export holds them beside its channels. Each is
    answered once, refused, and so is a file that holds no messages at all.
    """
    start, found = stream.line, False
    for pair in _object(stream, alone=True):
        found = True
        yield pair
    if not found:
        chat = Chat("desktop", None, None, None, None, "no messages: export a chat as machine-readable JSON")
        yield chat, Element(None, b"", start)


def _object(stream: JsonStream, *, alone: bool = False) -> Iterator[tuple[Chat, Element]]:
    """An object that is a chat, or that holds chats."""
    facts: dict[str, object] = {}
    stream.take("{")
    while stream.peek() not in ("}", ""):
        key = stream.element().value
        if not stream.take(":"):
            break
        opens = stream.peek()
        if key == "messages" and opens == "[":
            stream.take("[")
            yield from _messages(replace(_chat(facts), alone=alone), stream)
        elif key in ("chats", "left_chats") and opens == "{":
            yield from _object(stream)
        elif key == "list" and opens == "[":
            stream.take("[")
            yield from _chats(stream)
        else:
            facts[str(key)] = stream.element().value
        stream.take(",")
    stream.take("}")


def _chats(stream: JsonStream) -> Iterator[tuple[Chat, Element]]:
    while stream.peek() == "{":
        yield from _object(stream)
        stream.take(",")
    stream.take("]")


def _messages(chat: Chat, stream: JsonStream) -> Iterator[tuple[Chat, Element]]:
    """Messages of one chat; of a refused one only the refusal."""
    if chat.refused is None:
        yield from ((chat, element) for element in stream.elements())
        return
    yield chat, Element(None, b"", stream.line)
    for _ in stream.elements():
        pass


def _chat(facts: dict[str, object]) -> Chat:
    """A chat from the fields that stand before its messages."""
    kind = str(facts["type"]) if facts.get("type") else None
    name = str(facts["name"]) if facts.get("name") else None
    number = str(facts["id"]) if str(facts.get("id", "")).isdecimal() else None
    refused = f"a chat between persons ({kind}) is not imported" if kind in _PRIVATE else None
    return Chat("desktop", name, name, kind, number, refused)
