"""What happened, in sentences that each carry citations, checked by machine before they are shown."""

from tolqyn.brief.checking import Unsound, check
from tolqyn.brief.composing import compose
from tolqyn.brief.figures import evaluate
from tolqyn.brief.ledger import render_json
from tolqyn.brief.page import render_html
from tolqyn.brief.parts import Brief, Citation, Sentence

__all__ = ["Brief", "Citation", "Sentence", "Unsound", "check", "compose", "evaluate", "render_html", "render_json"]
