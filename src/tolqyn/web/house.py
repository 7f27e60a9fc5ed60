"""What every handler has at hand: the workspace, the newest desk, and how pages are served."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from secrets import token_bytes, token_hex
from typing import Any

from starlette.requests import Request

from tolqyn.answers import Answers
from tolqyn.model.run import Judgement, Verdict
from tolqyn.pipeline.accounts import Finding, accounts, check
from tolqyn.pipeline.judging import judge, judgement_of
from tolqyn.pipeline.unfinished import folder_of, unfinished
from tolqyn.queries.desk import Desk
from tolqyn.queries.keeping import Keeper
from tolqyn.store import Judgements, Place, View
from tolqyn.web.access.people import People
from tolqyn.web.options import Options

VISITOR_COOKIE = "tolqyn-visitor"


def _now() -> datetime:
    return datetime.now(UTC)


def _visitor(request: Request) -> str:
    """A new name for a browser that has none yet; the page that is drawn sets it as a cookie."""
    if not hasattr(request.state, "visitor"):
        request.state.visitor = token_hex(16)
    name: str = request.state.visitor
    return name


class SnapshotAnswers(Answers):
    """Answers of one snapshot, with the settings that its desk was laid with."""

    def __init__(self, place: Place, desk: Desk) -> None:
        super().__init__(place)
        self.__dict__["settings"] = desk.settings
        self.__dict__["_view"] = desk.view

    def view(self) -> View:
        """The state of the desk."""
        held: View = self.__dict__["_view"]
        return held


@dataclass
class House:
    """One workspace that is served. Settings are read anew with each desk, so that an edited file takes effect."""

    place: Place
    options: Options = field(default_factory=Options)
    now: Callable[[], datetime] = _now
    secret: bytes = field(default_factory=lambda: token_bytes(32), repr=False)
    keeper: Keeper = field(init=False)

    def __post_init__(self) -> None:
        self.keeper = Keeper(self.place.required())

    @property
    def desk(self) -> Desk:
        """The desk to answer from."""
        return self.keeper.desk()

    @property
    def answers(self) -> Answers:
        """The same answers as the command line gives."""
        return Answers(self.place)

    def answers_of(self, desk: Desk) -> Answers:
        """The same answers, from the snapshot of a desk: what a page says and what it links to are one state."""
        return SnapshotAnswers(self.place, desk)

    def judge(self, item_id: str, verdict: Verdict, by: str, note: str | None) -> Judgement:
        """Keep what a person decided about a thing that exists."""
        self.answers.show(item_id)
        return judge(self.place, judgement_of(item_id, verdict, by, self.now(), (None, note)))

    def accounts(self) -> dict[str, Any]:
        """What every stage took in, gave out and turned away, as `tolqyn check` prints it."""
        return accounts(self.answers.view())

    def check(self) -> list[Finding]:
        """What does not agree, is damaged, silent or unfinished, as `tolqyn check` prints it; reads all bytes back."""
        begun = [
            Finding("unfinished", " ".join(intent.paths), f"an import of {intent.kind} was begun", "tolqyn run")
            for intent in unfinished(folder_of(self.place))
        ]
        return [*begun, *check(self.place, self.answers.view())]

    @property
    def people(self) -> People:
        """Who may read and judge; nobody is known where only this machine can reach the pages."""
        return People(self.place.root / "access")

    def token_of(self, request: Request) -> str:
        """What a form of this browser must bring back: bound to a secret of this process and to its visitor cookie."""
        visitor = request.cookies.get(VISITOR_COOKIE) or _visitor(request)
        return hmac.new(self.secret, visitor.encode("utf-8", "replace"), "sha256").hexdigest()

    def knows_token(self, request: Request, token: str) -> bool:
        """Whether a form brought back what this browser was given."""
        return VISITOR_COOKIE in request.cookies and hmac.compare_digest(
            self.token_of(request).encode(), token.encode("utf-8", "replace")
        )

    @property
    def judgements(self) -> Judgements:
        """What people decided."""
        return Judgements(self.place.judgements)
