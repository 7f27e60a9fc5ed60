"""The templates: everything that is put into them is escaped, and a missing name is an error."""

import hashlib
from datetime import timedelta
from functools import cache
from importlib.resources import files
from math import log10

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tolqyn.model.identifiers import kind_of
from tolqyn.web.quieting import apart, path_of, quiet, visible, web_address
from tolqyn.web.telling import marked, told
from tolqyn.web.wording import LANGUAGES


@cache
def environment() -> Environment:
    """Templates, parsed once."""
    made = Environment(
        loader=PackageLoader("tolqyn.web"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=200,
    )
    made.filters |= {
        "raised": raised,
        "path": path_of,
        "quiet": quiet,
        "apart": apart,
        "visible": visible,
        "web": web_address,
    }
    made.globals |= {
        "asset": asset,
        "languages": LANGUAGES,
        "told": told,
        "marked": marked,
        "one_day": timedelta(days=1),
    }
    made.tests["identifier"] = lambda text: kind_of(text) is not None and " " not in text
    return made


def raised(value: float) -> Markup:
    """The power of ten of a figure, in raised digits.

    >>> str(raised(1.3e18))
    '¹⁸'
    """
    return Markup(str(int(log10(value))).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")))


@cache
def asset(name: str) -> str:
    """Address of a file of ours that browsers may keep: it changes with the file's content.

    >>> asset("no-such-file.css")
    '/static/no-such-file.css'
    """
    file = files("tolqyn.web").joinpath("static", *name.split("/"))
    if not file.is_file():
        return f"/static/{name}"
    return f"/static/{name}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"
