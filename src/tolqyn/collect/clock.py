"""Time as an argument, so that a test of an hour's waiting takes no hour."""

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What collection asks of time: the date for records, a steady count for pauses, and to wait."""

    def now(self) -> datetime:
        """The current date, UTC."""

    def steady(self) -> float:
        """Seconds that never go backwards."""

    async def sleep(self, seconds: float) -> None:
        """Wait."""


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """The current date, UTC."""
        return datetime.now(UTC)

    def steady(self) -> float:
        """Seconds that never go backwards."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)
