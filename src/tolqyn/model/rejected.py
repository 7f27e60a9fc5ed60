"""A rejection is a result: it is counted, stored and findable, and everything else goes on."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why an item went no further. Add a member rather than a free text: reasons are counted and reported."""

    NOT_JSON = "not-json"
    NOT_A_ROW = "not-a-row"
    MISSING_FIELD = "missing-field"
    BAD_FIELD = "bad-field"
    BAD_ADDRESS = "bad-address"
    BAD_WARC = "bad-warc"
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"
    UNKNOWN_FORM = "unknown-form"
    NOT_TEXT = "not-text"
    NO_TEXT = "no-text"
    TOO_SHORT = "too-short"
    NOT_AN_ARTICLE = "not-an-article"
    SERVICE_POST = "service-post"
    BAD_FEED = "bad-feed"
    FORBIDDEN_BY_ROBOTS = "forbidden-by-robots"
    REFUSED_ADDRESS = "refused-address"
    HTTP_STATUS = "http-status"
    RATE_LIMITED = "rate-limited"
    REDIRECT_LIMIT = "redirect-limit"
    CONNECTION = "connection"
    BAD_RESPONSE = "bad-response"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    DATE_IN_FUTURE = "date-in-future"
    DATE_BEFORE_SOURCE = "date-before-source"
    DATE_NOT_UNDERSTOOD = "date-not-understood"
    DATE_NOT_FOUND = "date-not-found"
    WORDS_ABSENT = "words-absent"
    WORDS_AMBIGUOUS = "words-ambiguous"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Rejected:
    """What a stage answers instead of a record when an item cannot go on."""

    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """A stored `Rejected`: which item, at which stage."""

    item_id: str
    stage: str
    version: str
    reason: str
    detail: str
    run_id: str
