"""Errors named by what the caller does next."""

from dataclasses import dataclass


class TolqynError(Exception):
    """Anything that Tolqyn raises on purpose."""


@dataclass(slots=True)
class Invalid(TolqynError):
    """The user can mend this: `remedy` says how, as a command or an edit."""

    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.problem}\n{self.remedy}"


@dataclass(slots=True)
class Unavailable(TolqynError):
    """One source or service cannot be reached now; the others go on."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(slots=True)
class Damaged(TolqynError):
    """Archived bytes no longer match their digest, or a record cannot be read back."""

    where: str
    detail: str

    def __str__(self) -> str:
        return f"{self.where}: {self.detail}"


@dataclass(slots=True)
class Held(TolqynError):
    """Another process writes to this workspace."""

    holder: str

    def __str__(self) -> str:
        return (
            f"the workspace is being written by {self.holder}\n"
            "wait until it ends, or stop that process; reading works meanwhile"
        )
