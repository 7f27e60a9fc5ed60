"""A JSON object of unknown make, read field by field without trust."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from tolqyn.extract.moments import read_moment
from tolqyn.extract.tidy import tidy_line
from tolqyn.model.capture import Capture
from tolqyn.model.decoding import decode
from tolqyn.model.rejected import Reason, Rejected

Record = Mapping[str, Any]
_LARGEST_NUMBER = 2**53


def read_record(payload: bytes, capture: Capture) -> Record | Rejected:
    """The JSON object in `payload`, or why there is none."""
    text, _ = decode(payload, _charset(capture.media_type), markup="text")
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        return Rejected(Reason.NOT_JSON, f"{error}; expected one JSON object, see `tolqyn import --help`"[:300])
    if not isinstance(value, dict):
        return Rejected(Reason.NOT_A_ROW, f"a JSON {type(value).__name__} where an object is expected")
    return value


def hint(capture: Capture, name: str) -> str | None:
    """What was learnt on the way under a name."""
    return next((value for key, value in capture.hints if key == name and value), None)


def line_of(record: Record, *names: str) -> str | None:
    """First of the named fields that holds a word or a number, on one line."""
    for name in names:
        value = record.get(name)
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            line = tidy_line(_short(value))
            if line:
                return line
    return None


def count_of(record: Record, name: str) -> int | None:
    """A count that may be a number or digits in a string, `None` for anything else."""
    value = record.get(name)
    if isinstance(value, str) and value.strip().isdecimal() and len(value) < 17:
        value = int(value.strip())
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST_NUMBER else None


def moment_of(record: Record, name: str) -> datetime | None:
    """A moment that may be written, ISO or seconds since 1970."""
    value = record.get(name)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _epoch(value)
    return read_moment(value) if isinstance(value, str) else None


def _epoch(seconds: float) -> datetime | None:
    """Seconds or milliseconds since 1970."""
    try:
        return datetime.fromtimestamp(seconds / 1000 if abs(seconds) > 1e11 else seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _short(value: str | int) -> str:
    return value[:4000] if isinstance(value, str) else str(value) if abs(value) < 1 << 128 else ""


def _charset(media_type: str) -> str | None:
    return media_type if "charset" in media_type.lower() else None
