"""The component of role `quotes`: rules over marks, cues and clauses in Russian, Ukrainian, Kazakh and English."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from tolqyn.annotate.quotes.direct import direct
from tolqyn.annotate.quotes.drafts import Draft, Grammar
from tolqyn.annotate.quotes.english_speech import ENGLISH
from tolqyn.annotate.quotes.headlines import speaker_first, speaker_last
from tolqyn.annotate.quotes.kazakh_speech import KAZAKH
from tolqyn.annotate.quotes.passage import Passage, Range, pieces
from tolqyn.annotate.quotes.scores import score_of
from tolqyn.annotate.quotes.slavic import SLAVIC
from tolqyn.annotate.quotes.speakers import Cast, Speaker
from tolqyn.annotate.roles import Marked
from tolqyn.model.identifiers import identify
from tolqyn.model.reading import Quote

NAME, VERSION = "rules", "2"
GRAMMARS: dict[str, Grammar] = {"ru": SLAVIC, "uk": SLAVIC, "en": ENGLISH, "kk": KAZAKH}
_OPEN = frozenset(("standing", "standing-part"))
_TRIMMED = frozenset(",;:\n—–-")


class QuoteAnnotator:
    """Marks who says what: content, cue, speaker, role, and the outlet that it passes through.

    It uses the names that came before it where there are any, and finds speakers without them too.
    """

    @property
    def role(self) -> Literal["quotes"]:
        """What it marks."""
        return "quotes"

    @property
    def name(self) -> str:
        """`rules`."""
        return NAME

    @property
    def version(self) -> str:
        """Raised whenever a rule or a list changes."""
        return VERSION

    def annotate(self, texts: Sequence[Marked]) -> list[tuple[Quote, ...]]:
        """Quotes of each text in order of their content; languages without a grammar have none."""
        return [annotate_text(marked) for marked in texts]


def annotate_text(marked: Marked) -> tuple[Quote, ...]:
    """Quotes of one text."""
    language = marked.text.language
    grammar = GRAMMARS.get(language or "")
    if grammar is None or language is None or not marked.text.text.strip():
        return ()
    found: dict[str, Quote] = {}
    for passage in pieces(marked, language):
        for one in _of_passage(passage, grammar, marked.text.document_id):
            found.setdefault(one.quote_id, one)
    whole = (with_whole_name(one, marked) for one in found.values())
    return tuple(sorted(whole, key=lambda one: (one.start, one.stop, one.quote_id)))


def with_whole_name(quote: Quote, marked: Marked) -> Quote:
    """The quote with its speaker's name as a reader of names marked it, where that says more than «Карин».

    Words that the rules took for the end of the role and that belong to the name leave the role.
    """
    if quote.speaker_start is None or quote.speaker_stop is None:
        return quote
    for name in marked.names:
        covers = name.start <= quote.speaker_start and quote.speaker_stop <= name.stop
        if name.type == "PER" and covers and name.stop - name.start > quote.speaker_stop - quote.speaker_start:
            named = replace(
                quote,
                speaker_start=name.start,
                speaker_stop=name.stop,
                speaker_name=name.normal,
                speaker_entity=name.entity,
            )
            return _with_role_before(named, marked.text.text)
    return quote


def _with_role_before(quote: Quote, text: str) -> Quote:
    """The role up to where the name begins."""
    start, stop, name = quote.role_start, quote.role_stop, quote.speaker_start
    if start is None or stop is None or name is None or not start < name < stop:
        return quote
    return replace(quote, role_stop=start + len(text[start:name].rstrip()))


def _of_passage(passage: Passage, grammar: Grammar, document_id: str) -> Iterator[Quote]:
    if not passage.tokens:
        return
    cast = Cast(passage)
    for draft in _drafts(passage, grammar):
        content = _content(passage, draft)
        if content is not None:
            yield _quote(passage, draft, content, cast.speaker(draft), document_id)


def _drafts(passage: Passage, grammar: Grammar) -> list[Draft]:
    """What the rules propose, without what says the same twice, in the order in which the text names its speakers."""
    used: set[int] = set()
    marked = direct(passage, grammar, used)
    told = [draft for sentence in passage.bounds for draft in grammar.reported(passage, sentence, used)]
    opened = [draft for sentence in passage.bounds for draft in speaker_first(passage, sentence, grammar)]
    opened = [draft for draft in opened if not any(_is_voiced(one) for one in told if _overlaps(draft.content, [one]))]
    told = [draft for draft in told if not _is_within(draft, marked) and not _overlaps(draft.content, opened)]
    kept = [draft for draft in marked if not (draft.rule in _OPEN | {"within-say"} and _overlaps(draft.content, told))]
    plain = [
        draft
        for sentence in passage.bounds
        if not _touches(sentence, kept + told + opened)
        for draft in speaker_last(passage, sentence, grammar)
    ]
    plain = [draft for draft in plain + opened if not _overlaps(draft.content, kept)]
    return sorted(kept + told + plain, key=_order)


def _is_voiced(draft: Draft) -> bool:
    """Whether a reported quote has a sure speaker of its own, so that a headline's prefix only passes it on."""
    phrase = draft.source.phrase
    if phrase is None or phrase.kind in ("pronoun", "possessive"):
        return phrase is not None
    return phrase.kind == "name" or (phrase.head is not None and phrase.head.is_listed)


def _order(draft: Draft) -> tuple[int, int]:
    phrase = draft.source.phrase
    first = phrase.whole[0] if phrase is not None else draft.content[0]
    return first, draft.content[0]


def _is_within(draft: Draft, marked: list[Draft]) -> bool:
    """Whether a reported quote lies in words that are quoted already."""
    first, last = draft.content
    for other in marked:
        if other.rule in _OPEN or other.form == "partial":
            continue
        if other.content[0] < last and first < other.content[1] and draft.cue is not None:
            if other.content[0] <= draft.cue[0] < other.content[1] or other.content == draft.content:
                return True
            if other.content[0] <= first and last <= other.content[1] + 2:
                return True
    return False


def _overlaps(content: Range, drafts: list[Draft]) -> bool:
    return any(other.content[0] < content[1] and content[0] < other.content[1] for other in drafts)


def _touches(sentence: Range, drafts: list[Draft]) -> bool:
    ranges = [part for draft in drafts for part in (draft.content, draft.cue) if part is not None]
    return any(first < sentence[1] and sentence[0] < last for first, last in ranges)


def _content(passage: Passage, draft: Draft) -> Range | None:
    """Code points of a content without marks, dashes and commas at its ends; `None` where no word is left."""
    first, last = draft.content
    stops = _TRIMMED | ({"."} if draft.form != "direct" else frozenset())
    inner = passage.stretches_in((first, last))
    stretches = {one.first: one.last for one in inner}
    while first < last and not passage.tokens[first].is_word and stretches.get(first, last) >= last:
        first += 1
    while last > first and (
        passage.tokens[last - 1].text in stops
        or (
            passage.tokens[last - 1].text in '“”»"'
            and not any(one.first >= first and one.last == last - 1 for one in inner)
        )
    ):
        last -= 1
    if not any(passage.tokens[place].is_word for place in range(first, last)):
        return None
    return passage.tokens[first].start + passage.offset, passage.tokens[last - 1].stop + passage.offset


def _quote(passage: Passage, draft: Draft, content: Range, speaker: Speaker, document_id: str) -> Quote:
    cue = _span(passage, draft.cue)
    who, role = _span(passage, speaker.span), _span(passage, speaker.role_span)
    cue_start, cue_stop = cue or (None, None)
    who_start, who_stop = who or (None, None)
    role_start, role_stop = role or (None, None)
    return Quote(
        identify("quo", document_id, *content, cue_start, who_start, f"{NAME}/{VERSION}"),
        document_id,
        draft.form,
        *content,
        cue_start,
        cue_stop,
        who_start,
        who_stop,
        speaker.name,
        speaker.entity,
        speaker.role,
        role_start,
        role_stop,
        speaker.via,
        score_of(draft.rule, speaker),
        f"{NAME}/{VERSION}",
    )


def _span(passage: Passage, tokens: Range | None) -> Range | None:
    if tokens is None or tokens[0] >= tokens[1]:
        return None
    return passage.tokens[tokens[0]].start + passage.offset, passage.tokens[tokens[1] - 1].stop + passage.offset
