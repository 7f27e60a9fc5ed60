"""Whether a content is reported or partly direct."""

from tolqyn.annotate.quotes.drafts import Form
from tolqyn.annotate.quotes.passage import Passage, Range


def form_of(passage: Passage, content: Range) -> Form:
    """`partial` where some of the words stand in marks, unless these only name something."""
    for one in passage.stretches_in(content):
        if one.last - one.first > 1:
            inner = passage.tokens[one.first + 1]
            if not inner.is_capital and not inner.text.isdigit():
                return "partial"
    return "reported"
