"""What the extractor makes of the tune half, for people who mend it."""

from evaluation.quotes.gold import GoldQuote, Passage, Span, invented, real
from evaluation.quotes.measures import Found, Reader


def show(what: str, reader: Reader) -> int:
    """Print passages of a language, or of the real set, whose quotes differ from gold."""
    passages = real() if what == "real" else [one for one in invented() if one.language == what]
    for passage in passages:
        if passage.half != "tune":
            continue
        gold = [_gold(passage, one) for one in passage.quotes]
        ours = [_ours(passage, one) for one in reader(passage)]
        if sorted(gold) != sorted(ours):
            print(f"\n{passage.passage_id} {passage.text[slice(*passage.window)]!r}")
            for line in sorted(gold):
                print(f"   gold {line}" if line not in ours else f"   both {line}")
            for line in sorted(set(ours) - set(gold)):
                print(f"   ours {line}")
    return 0


def _gold(passage: Passage, one: GoldQuote) -> str:
    return _line(passage, (one.content, one.cue, one.speaker), one.speaker_name, one.role, one.via)


def _ours(passage: Passage, one: Found) -> str:
    return _line(passage, (one.content, one.cue, one.speaker), one.speaker_name, one.role, one.via)


def _line(passage: Passage, spans: tuple[Span | None, ...], name: str | None, role: str | None, via: str | None) -> str:
    cut = [_cut(passage, span) for span in spans]
    return " | ".join([*cut, str(name), str(role), str(via)])


def _cut(passage: Passage, span: Span | None) -> str:
    if span is None:
        return "-"
    words = passage.text[max(span[0], passage.window[0]) : min(span[1], passage.window[1])].strip(' .,«»"“”„\n—*_‘’!?')
    return words if len(words) < 70 else f"{words[:32]} … {words[-32:]}"
