"""A brief as one HTML file that asks nothing of the network and carries its own JSON."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tolqyn.brief.chart import Drawing, draw
from tolqyn.brief.ledger import ledger, named_statements, numbered_citations, quiet_json
from tolqyn.brief.parts import Brief, Citation, Picture
from tolqyn.brief.phrases import Wording, wording
from tolqyn.brief.quoting import shown_name
from tolqyn.brief.runs import Register
from tolqyn.model.identifiers import digest_of

WIDTHS = {"wide": 900.0, "narrow": 350.0}
"""Pixels of the two drawings of a timeline; the page shows the one that the reader's screen can hold."""

FOLD_AFTER = 12
BLOCK_ID = "tolqyn-brief"
_HOLE = "\x00tolqyn-ledger\x00"


@dataclass(frozen=True, slots=True)
class Group:
    """Citations that follow each other, folded away where there are many of one figure."""

    cited: tuple[tuple[int, Citation], ...]
    folded: bool
    name: str


def render_html(brief: Brief) -> str:
    """The page. Its JSON block holds what `render_json` gives, and a seal over everything around the block."""
    around = _template(brief).replace("\r\n", "\n")
    head, hole, tail = around.partition(_HOLE)
    if not hole or _HOLE in tail:
        raise ValueError("the page template has lost the place of its JSON block")
    return f"{head}{_block(brief, seal_of_page(head, tail))}{tail}"


def seal_of_page(head: str, tail: str) -> str:
    """Digest over the page without its JSON block; line ends and blanks at them do not count."""
    lines = [line.rstrip() for line in f"{head}\n{tail}".splitlines()]
    return digest_of("\n".join(line for line in lines if line).encode("utf-8", "surrogatepass"))


def _block(brief: Brief, seal: str) -> str:
    body = quiet_json(ledger(brief))
    return f'<script type="application/json" id="{BLOCK_ID}" data-page="{seal}">{body}</script>'


def _template(brief: Brief) -> str:
    words = wording(brief.language)
    numbers = numbered_citations(brief)
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            brief=brief,
            register=Register(named_statements(brief), numbers),
            groups=tuple(_groups([(number, cited) for cited, number in numbers.items()])),
            drawings=lambda picture: _drawings(picture, words),
            has_events=lambda picture: any(flag.kind == "event" for flag in picture.flags),
            kind_of=lambda block: type(block).__name__.lower(),
            label=words.label,
            value=value_text,
            hole=Markup(_HOLE),
        )
    )


@cache
def _environment() -> Environment:
    """Templates escape whatever is put into them; they are parsed once."""
    environment = Environment(
        loader=PackageLoader("tolqyn.brief"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"web": web_address, "shown": shown_name}
    return environment


def web_address(address: str) -> str | None:
    """An address that a page may link to: http and https alone; anything else is shown as text.

    >>> web_address("https://example.kz/қала"), web_address("javascript:alert(1)")
    ('https://example.kz/қала', None)
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def value_text(cited: Citation) -> str:
    """A figure as it is asked for and what it is worth, for the list of citations."""
    arguments = ", ".join(f"{name}={value}" for name, value in cited.arguments if name not in ("wave_id", "snapshot"))
    value = list(cited.value) if isinstance(cited.value, tuple) else cited.value
    asked = f"{cited.name}({arguments})" if arguments else cited.name
    return shown_name(f"{asked} = {json.dumps(value, ensure_ascii=False)}")


def _drawings(picture: Picture, words: Wording) -> Iterator[tuple[str, Drawing]]:
    for name, width in WIDTHS.items():
        yield name, draw(picture, width, words.locale)


def _groups(numbered: list[tuple[int, Citation]]) -> Iterator[Group]:
    """Runs of one figure, and everything else."""
    run: list[tuple[int, Citation]] = []
    for number, cited in numbered:
        if run and run[-1][1].name != cited.name:
            yield Group(tuple(run), _folds(run), run[0][1].name or "")
            run = []
        run.append((number, cited))
    if run:
        yield Group(tuple(run), _folds(run), run[0][1].name or "")


def _folds(run: list[tuple[int, Citation]]) -> bool:
    return len(run) > FOLD_AFTER and run[0][1].kind == "figure"
