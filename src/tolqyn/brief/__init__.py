"""What happened, in sentences that each carry citations, checked by machine before they are shown."""

from tolqyn.brief.checking import Unsound, check
from tolqyn.brief.composing import compose
from tolqyn.brief.figures import evaluate
from tolqyn.brief.forms import ENDINGS, read_back, render
from tolqyn.brief.ledger import render_json
from tolqyn.brief.markdown import render_markdown
from tolqyn.brief.page import render_html
from tolqyn.brief.parts import Brief, Citation, Sentence
from tolqyn.brief.reading import read_citations
from tolqyn.brief.verification import Failure, Report, Tracer, verify, verify_brief, verify_written

__all__ = [
    "ENDINGS",
    "Brief",
    "Citation",
    "Failure",
    "Report",
    "Sentence",
    "Tracer",
    "Unsound",
    "check",
    "compose",
    "evaluate",
    "read_back",
    "read_citations",
    "render",
    "render_html",
    "render_json",
    "render_markdown",
    "verify",
    "verify_brief",
    "verify_written",
]
