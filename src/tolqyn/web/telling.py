"""What a mark says in a few words, and the words around a hit of a search."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from markupsafe import Markup

from tolqyn.web.quieting import apart, quiet
from tolqyn.web.wording import Words

Row = Mapping[str, Any]


class Naming(Protocol):
    """What a telling needs of a request: words of the interface, names of targets."""

    @property
    def words(self) -> Words:
        """The interface language."""

    def target(self, name: str) -> str:
        """Name of a target."""


def told(ask: Naming, layer: str, row: Row) -> Markup:
    """A mark in a few words of the interface language: who is named, who speaks as what, who is for or against whom."""
    return TELLERS.get(layer, _plainly)(ask, row)


def marked(hit: Row) -> Markup:
    """The excerpt of a hit; the words that matched are marked by the search page's own list of them."""
    return apart(hit["excerpt"], hit["language"])


def _mention(ask: Naming, row: Row) -> Markup:
    return apart(ask.target(row["target"])) + f", {ask.words.named('form', row['form'])}"


def _name(ask: Naming, row: Row) -> Markup:
    return apart(row["normal"]) + f", {ask.words.named('type', row['type'])}"


def _quote(ask: Naming, row: Row) -> Markup:
    speaker = apart(row["speaker_name"]) if row["speaker_name"] else Markup(ask.words("mark.somebody"))
    role = f", {ask.words.named('role', row['role'])}" if row["role"] else ""
    via = Markup(" ({})").format(quiet(row["via"])) if row["via"] else ""
    return speaker + role + via


def _attitude(ask: Naming, row: Row) -> Markup:
    holder = ask.words.named("holder", row["holder"])
    return Markup("{}: {} → {}").format(
        holder, ask.words.named("attitude", row["kind"]), apart(ask.target(row["target"]))
    )


def _claim(ask: Naming, row: Row) -> Markup:
    whom = Markup(" → ") + apart(ask.target(row["target"])) if row["target"] else Markup("")
    return Markup("{}").format(ask.words.named("claim", row["kind"])) + whom


def _device(ask: Naming, row: Row) -> Markup:
    return Markup("{}").format(ask.words.named("device", row["device"]).replace("_", " "))


def _narrative(ask: Naming, row: Row) -> Markup:
    return apart(row["narrative"]) + f", {ask.words.named('match', row['verdict'])}"


def _plainly(_: Naming, row: Row) -> Markup:
    """A mark of a stage that this page does not know: its short values as they stand."""
    shown = [f"{name}: {value}" for name, value in row.items() if isinstance(value, str) and len(value) < 80]
    return Markup("{}").format(quiet(" · ".join(shown[:6])))


TELLERS: dict[str, Callable[[Naming, Row], Markup]] = {
    "mentions": _mention,
    "names": _name,
    "quotes": _quote,
    "attitudes": _attitude,
    "claims": _claim,
    "devices": _device,
    "narratives": _narrative,
}
