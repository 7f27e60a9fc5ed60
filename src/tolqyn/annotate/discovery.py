"""Finds the components of reading: those of the package and those that anybody installs beside it, by one door.

A component is an entry point of the group `tolqyn.annotators`, named `role.component`; its value is a callable that
answers the component and takes its options by name. Our own are registered as a stranger's would be.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, cast

from tolqyn.annotate.roles import GROUP, ROLES, Annotator, Role
from tolqyn.model.errors import Invalid

Factory = Callable[..., Annotator]

_NOT_LOADABLE = (ImportError, AttributeError, TypeError, ValueError, RuntimeError, OSError, SyntaxError)


@dataclass(frozen=True, slots=True)
class Found:
    """Components of a role by name: those that load, and for each that does not, why."""

    factories: Mapping[str, Factory]
    broken: Mapping[str, str]


def components(role: Role) -> dict[str, Factory]:
    """Factories of a role by the component's name, in the order of names; those that do not load are left out."""
    return dict(find(role).factories)


def broken(role: Role) -> dict[str, str]:
    """Why components of a role do not load, by name: to be shown, while the others work."""
    return dict(find(role).broken)


@cache
def find(role: Role) -> Found:
    """Everything installed for a role; looked up once for a process."""
    factories: dict[str, Factory] = {}
    failed: dict[str, str] = {}
    for name, entry in sorted(_entries(role).items()):
        try:
            factories[name] = cast(Factory, entry.load())
        except _NOT_LOADABLE as error:
            failed[name] = f"{entry.value}: {type(error).__name__}: {error}"
    return Found(factories, failed)


def build(role: Role, name: str, options: Mapping[str, Any] | None = None) -> Annotator:
    """One component, made with its options by name; `Invalid` names the remedy where that cannot be.

    >>> build("claims", "сәуегей")
    Traceback (most recent call last):
    ...
    tolqyn.model.errors.Invalid: no component of claims is called 'сәуегей'
    choose one of: lexical
    """
    found = find(role)
    factory = found.factories.get(name)
    if factory is None:
        raise _unknown(role, name, found)
    try:
        inspect.signature(factory).bind(**(options or {}))
    except TypeError as error:
        remedy = f"it takes {inspect.signature(factory)}"
        raise Invalid(f"the options of {role}.{name} do not fit: {error}", remedy) from error
    component = factory(**(options or {}))
    if not isinstance(component, Annotator) or component.role != role:
        remedy = f"its entry point `{role}.{name}` in the group {GROUP} must answer an Annotator of that role"
        raise Invalid(f"{role}.{name} answers no component of {role}", remedy)
    return component


def _unknown(role: Role, name: str, found: Found) -> Invalid:
    if role not in ROLES:
        return Invalid(f"there is no role {role!r}", f"choose one of: {', '.join(ROLES)}")
    if name in found.broken:
        return Invalid(f"{role}.{name} does not load: {found.broken[name]}", "install what it names, or choose another")
    names = ", ".join(found.factories) or "none is installed"
    return Invalid(f"no component of {role} is called {name!r}", f"choose one of: {names}")


def _entries(role: Role) -> dict[str, EntryPoint]:
    """Entry points of a role by component."""
    known = {entry.name: entry for entry in entry_points(group=GROUP)}
    parted = {name: name.partition(".") for name in known}
    return {parted[name][2]: entry for name, entry in known.items() if parted[name][0] == role and parted[name][2]}
