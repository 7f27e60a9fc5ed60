"""From how an address ended to the records that are kept of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from tolqyn.collect.addresses import normal_form
from tolqyn.collect.fetch import Fetched
from tolqyn.collect.robots import standing_of
from tolqyn.model.capture import Arrival, Fetch, Form, capture_identity
from tolqyn.model.identifiers import digest_of, identify
from tolqyn.model.rejected import Reason, Rejected

Purpose = Literal["robots", "discovery", "feed", "sitemap", "article"]
Event = Arrival | Fetch
_REFUSALS = frozenset({Reason.FORBIDDEN_BY_ROBOTS, Reason.REFUSED_ADDRESS, Reason.BAD_ADDRESS})


@dataclass(frozen=True, slots=True)
class Errand:
    """Why an address was asked for, and what its bytes will be kept as."""

    source_id: str
    purpose: Purpose
    form: Form
    last: Fetch | None = None
    hints: tuple[tuple[str, str], ...] = ()


def report(errand: Errand, fetched: Fetched, note: Rejected | str | None = None) -> Iterator[Event]:
    """The records of one address: its `Arrival` if it brought bytes that are new, then exactly one `Fetch`.

    A front page that was only searched for feeds is not kept: it is no article and changes by the minute.
    `note` says what was wrong with bytes that came (a `Rejected`), or is a remark on them.
    """
    plain = _row(errand, fetched)
    if errand.purpose == "robots" and fetched.status is not None and standing_of(fetched.status) == "absent":
        yield replace(plain, outcome="known", detail="no robots.txt: everything is allowed")
    elif fetched.rejected is not None:
        outcome: Literal["refused", "failed"] = "refused" if fetched.rejected.reason in _REFUSALS else "failed"
        yield replace(plain, outcome=outcome, reason=fetched.rejected.reason.value, detail=fetched.rejected.detail)
    elif fetched.response is None:
        yield _unchanged(plain, errand.last)
    else:
        arrival = adapt_arrival(errand, fetched)
        row = _captured(errand, fetched, arrival, plain)
        if isinstance(note, Rejected):
            row = replace(row, reason=note.reason.value, detail=note.detail)
        elif note is not None:
            row = replace(row, detail=note)
        if errand.purpose == "discovery":
            row = replace(row, outcome="known", capture_id=None)
        if row.outcome == "captured":
            yield arrival
        yield row


def adapt_arrival(errand: Errand, fetched: Fetched) -> Arrival:
    """An answer as something that arrived, under the address that answered."""
    assert fetched.response is not None
    final = normal_form(fetched.final_address or fetched.address) or fetched.address
    hints = errand.hints if final == normal_form(fetched.address) else (*errand.hints, ("requested", fetched.address))
    return Arrival(
        source_id=errand.source_id,
        address=final,
        form=errand.form,
        media_type=fetched.response.media_type or "application/octet-stream",
        payload=fetched.response.payload,
        captured_at=fetched.at,
        exchange=fetched.response.exchange,
        hints=hints,
    )


def _captured(errand: Errand, fetched: Fetched, arrival: Arrival, plain: Fetch) -> Fetch:
    """The row of an answer with bytes: `known` where the last fetch brought the same."""
    assert fetched.response is not None
    capture_id = capture_identity(arrival.source_id, arrival.form, arrival.address, digest_of(arrival.payload))
    same = errand.last is not None and errand.last.capture_id == capture_id
    return replace(
        plain,
        outcome="known" if same else "captured",
        etag=fetched.response.header("etag"),
        last_modified=fetched.response.header("last-modified"),
        capture_id=capture_id,
    )


def _unchanged(plain: Fetch, last: Fetch | None) -> Fetch:
    """The row of a 304: what was said of the bytes last time still holds."""
    if last is None:
        return replace(plain, outcome="unchanged")
    kept = replace(last, fetch_id=plain.fetch_id, at=plain.at, status=plain.status, retry_at=None)
    return replace(kept, outcome="unchanged", final_address=plain.final_address)


def _row(errand: Errand, fetched: Fetched) -> Fetch:
    return Fetch(
        fetch_id=identify("fet", errand.source_id, fetched.address, errand.purpose, fetched.at),
        source_id=errand.source_id,
        address=fetched.address,
        purpose=errand.purpose,
        at=fetched.at,
        outcome="failed",
        status=fetched.status,
        final_address=fetched.final_address if fetched.final_address != fetched.address else None,
        retry_at=fetched.retry_at,
    )
