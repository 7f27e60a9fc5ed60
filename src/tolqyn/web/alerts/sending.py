"""Send what is due, once: what was sent stands in a journal that outlives the process."""

import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

import apprise

from tolqyn.queries.desk import Desk
from tolqyn.queries.standing import points_of
from tolqyn.web.alerts.due import Notice, notices
from tolqyn.web.alerts.questions import Question

Send = Callable[[Sequence[str], str, str], bool]
"""Addresses, title, body; whether all of them took it."""

LATE = timedelta(days=7)
"""What came about longer ago than a week is no news: it is noted as past, not sent."""


@dataclass(frozen=True, slots=True)
class Outbox:
    """The journal of what was sent: `alerts/sent.jsonl` of a workspace."""

    path: Path

    def sent(self) -> set[str]:
        """Keys of everything that was told; an end that a killed process left is none."""
        if not self.path.exists():
            return set()
        lines = self.path.read_bytes().split(b"\n")[:-1]
        return {json.loads(line)["key"] for line in lines if line.endswith(b"}")}

    def note(self, notice: Notice, at: datetime, outcome: str) -> None:
        """Keep that a notice was told, durably."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        row = {"key": notice.key, **asdict(notice), "at": at.isoformat(), "outcome": outcome}
        with self.path.open("a", encoding="utf-8") as sink:
            sink.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
            sink.flush()
            os.fsync(sink.fileno())


def notify(addresses: Sequence[str], title: str, body: str) -> bool:
    """Hand a notice to apprise; the body is text alone."""
    carrier = apprise.Apprise()
    known = [carrier.add(address) for address in addresses]
    return bool(known) and all(known) and bool(carrier.notify(title=title, body=body, body_format="text"))


def all_notices(desk: Desk, questions: Iterable[Question]) -> list[Notice]:
    """Everything that the questions have to say about the waves there are, newest first."""
    found = [
        notice
        for question in questions
        for wave in desk.waves
        if question.admits(wave)
        for notice in notices(question, wave, points_of(desk, (wave.press, wave.target, wave.series)))
    ]
    return sorted(found, key=lambda notice: (-notice.day.toordinal(), notice.key))


@dataclass(frozen=True, slots=True)
class Post:
    """How notices leave: worded by `word` (title, body), sent by `send`, noted in `outbox`."""

    outbox: Outbox
    word: Callable[[Notice], tuple[str, str]]
    send: Send = notify


def send_due(desk: Desk, questions: Sequence[Question], post: Post, now: datetime) -> list[Notice]:
    """Send what was not told yet, outside quiet hours; what fails stays due. Answers what was sent."""
    by_name = {question.name: question for question in questions}
    told, sent = post.outbox.sent(), []
    for notice in reversed(all_notices(desk, questions)):
        question = by_name[notice.question]
        if notice.key in told or question.is_quiet(now):
            continue
        if now.date() - notice.day > LATE:
            post.outbox.note(notice, now, "past")
        elif question.to and post.send(question.to, *post.word(notice)):
            post.outbox.note(notice, now, "sent")
            sent.append(notice)
    return sent
