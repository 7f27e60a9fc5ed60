"""The verb that keeps a workspace alive: collect, run, tell, serve, in one process."""

import threading
import time
from typing import Annotated

import uvicorn
from cyclopts import Parameter

from tolqyn.cli.gathering import seconds_of
from tolqyn.cli.options import HERE, Common, note
from tolqyn.model.errors import TolqynError
from tolqyn.web import House, Options, create_app
from tolqyn.web.alerts import Outbox, Post, load_questions, send_due
from tolqyn.web.alerts.wording import worded
from tolqyn.web.wording import chosen_language, words
from tolqyn.workspace import Workspace


def watch(
    *,
    every: Annotated[str, Parameter(help="How often to collect and run, for example 15m or 1h.")] = "15m",
    port: Annotated[int, Parameter(help="Port of the pages on this machine.")] = 8467,
    name: Annotated[list[str] | None, Parameter(help="Host names under which readers reach the pages.")] = None,
    address: Annotated[str | None, Parameter(help="What links in alerts begin with.")] = None,
    language: Annotated[str, Parameter(help="Language of alerts: en, ru, kk or uk.")] = "en",
    rounds: Annotated[int | None, Parameter(help="Stop after so many rounds.")] = None,
    common: Common = HERE,
) -> int:
    """Collect, run, send alerts and serve until interrupted; what was begun is finished by the next start."""
    workspace, pause = Workspace.at(common.folder), seconds_of(every)
    house = House(workspace.place, Options(port=port, hosts=tuple(name or ())))
    base = (address or f"http://127.0.0.1:{port}").rstrip("/")
    server = uvicorn.Server(uvicorn.Config(create_app(house), host="127.0.0.1", port=port, log_level="warning"))
    threading.Thread(target=server.run, name="tolqyn-pages", daemon=True).start()
    note(f"pages on http://127.0.0.1:{port}/; a round every {every}; stop with Ctrl-C")
    done = 0
    try:
        while rounds is None or done < rounds:
            _round(workspace, house, base, language)
            done += 1
            if rounds is None or done < rounds:
                time.sleep(pause)
    finally:
        server.should_exit = True
    return 0


def _round(workspace: Workspace, house: House, base: str, language: str) -> None:
    """One round; what fails is told, and the rest goes on: the next round tries again."""
    fresh = Workspace(workspace.place)
    for step, work in (("collect", fresh.collect), ("run", fresh.run)):
        try:
            items = sum(account.items_in for account in work())
            note(f"{step}: {items:,} items")
        except TolqynError as error:
            note(f"{step}: {error}")
    try:
        note(f"alerts: {_tell(house, base, language)} sent")
    except TolqynError as error:
        note(f"alerts: {error}")


def _tell(house: House, base: str, language: str) -> int:
    desk = house.desk
    outbox = Outbox(house.place.root / "alerts" / "sent.jsonl")
    post = Post(outbox, worded(desk, words(chosen_language(language, "")), base))
    return len(send_due(desk, load_questions(house.place.root), post, house.now()))
