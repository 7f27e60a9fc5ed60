"""Whether a content is reported or partly direct."""

from tolqyn.annotate.quotes.drafts import Form
from tolqyn.annotate.quotes.passage import Passage, Range


def form_of(passage: Passage, content: Range) -> Form:
    """`partial` where some of the words stand in marks, unless these only name something."""
    first, last = content
    for one in passage.stretches:
        if first <= one.first < one.last < last + 1 and one.last - one.first > 1:
            inner = passage.tokens[one.first + 1]
            if not inner.is_capital and not inner.text.isdigit():
                return "partial"
    return "reported"
