"""Marks of a bare text as the contract prints them; every offset is a code point of the text as given."""

from collections.abc import Mapping, Sequence
from typing import Any

from tolqyn.annotate.roles import Role
from tolqyn.annotate.targets import Mark as TargetMark
from tolqyn.model.reading import Attitude, Claim, Device, Mark, Name, NarrativeMatch, Quote
from tolqyn.queries.names import territory_name

NAMED_IN = ("ru", "uk", "kk", "en")
Places = Sequence[int]


def marks_json(found: Mapping[Role, Sequence[Mark]], places: Places) -> dict[str, list[dict[str, Any]]]:
    """Marks of every role but names and vectors, by key; a role that nothing read is no key."""
    keys: tuple[tuple[Role, Any], ...] = (
        ("quotes", _quote),
        ("attitudes", _attitude),
        ("claims", _claim),
        ("devices", _device),
        ("narratives", _narrative),
    )
    return {role: [shape(mark, places) for mark in found[role]] for role, shape in keys if role in found}


def mentions_json(
    names: Sequence[Mark], targets: Sequence[TargetMark], language: str | None, places: Places
) -> list[dict[str, Any]]:
    """Names in a text and the countries in it that no name covers, in order."""
    own = [name for name in names if isinstance(name, Name)]
    free = [mark for mark in targets if not any(name.start < mark.stop and mark.start < name.stop for name in own)]
    told = [(name.start, _name(name, places)) for name in own]
    told += [(mark.start, _target(mark, language, places)) for mark in free]
    return [shown for _, shown in sorted(told, key=lambda pair: pair[0])]


def _name(name: Name, places: Places) -> dict[str, Any]:
    return {
        "start": places[name.start],
        "stop": places[name.stop],
        "type": name.type,
        "name": name.normal,
        "entity": name.entity,
        "score": round(name.score, 3),
    }


def _target(mark: TargetMark, language: str | None, places: Places) -> dict[str, Any]:
    return {
        "start": places[mark.start],
        "stop": places[mark.stop],
        "type": mark.type,
        "name": territory_name(mark.target, language if language in NAMED_IN else "en"),
        "entity": mark.target,
        "score": round(mark.score, 3),
    }


def _quote(quote: Quote, places: Places) -> dict[str, Any]:
    return {
        "content": [places[quote.start], places[quote.stop]],
        "cue": _span(quote.cue_start, quote.cue_stop, places),
        "speaker": _span(quote.speaker_start, quote.speaker_stop, places),
        "speaker_name": quote.speaker_name,
        "role": quote.role,
        "via": quote.via,
        "form": quote.form,
        "score": round(quote.score, 3),
    }


def _attitude(attitude: Attitude, places: Places) -> dict[str, Any]:
    return {
        "holder": _holder(attitude, places),
        "target": [places[attitude.target_start], places[attitude.target_stop]],
        "entity": attitude.target,
        "polarity": attitude.polarity,
        "expression": _span(attitude.expression_start, attitude.expression_stop, places),
        "kind": attitude.kind,
        "score": round(attitude.score, 3),
    }


def _claim(claim: Claim, places: Places) -> dict[str, Any]:
    return {
        "kind": claim.kind,
        "start": places[claim.start],
        "stop": places[claim.stop],
        "holder": _holder(claim, places),
        "target": _span(claim.target_start, claim.target_stop, places),
        "cue": [places[claim.cue_start], places[claim.cue_stop]],
        "content": [places[claim.content_start], places[claim.content_stop]],
        "condition": _span(claim.condition_start, claim.condition_stop, places),
        "score": round(claim.score, 3),
    }


def _device(device: Device, places: Places) -> dict[str, Any]:
    return {
        "start": places[device.start],
        "stop": places[device.stop],
        "device": device.device,
        "score": round(device.score, 3),
    }


def _narrative(match: NarrativeMatch, places: Places) -> dict[str, Any]:
    return {
        "narrative": match.narrative,
        "start": places[match.start],
        "stop": places[match.stop],
        "score": round(match.score, 3),
        "verdict": match.verdict,
    }


def _holder(held: Attitude | Claim, places: Places) -> str | list[int]:
    """`author`, `unknown`, or the span of whoever holds it."""
    span = _span(held.holder_start, held.holder_stop, places)
    return span if span is not None else held.holder if held.holder == "author" else "unknown"


def _span(start: int | None, stop: int | None, places: Places) -> list[int] | None:
    return None if start is None or stop is None else [places[start], places[stop]]
