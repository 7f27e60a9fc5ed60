"""The verb that says who may read and judge over the pages."""

import getpass
import sys
from typing import Annotated

from cyclopts import Parameter

from tolqyn.cli.options import HERE, Common, print_json, say
from tolqyn.model.errors import Invalid
from tolqyn.store import Place
from tolqyn.web.access import People, Role


def access(
    name: Annotated[str | None, Parameter(help="The user; without one, all are listed.")] = None,
    *,
    role: Annotated[Role | None, Parameter(help="Add the user, or change role and password.")] = None,
    token: Annotated[bool, Parameter(help="Print a new token for a program of the user.", negative="")] = False,
    remove: Annotated[bool, Parameter(help="Take the user away.", negative="")] = False,
    common: Common = HERE,
) -> int:
    """Add users of the pages, give them tokens, list them; a password is read from the terminal or stdin."""
    people = People(Place.find(common.folder).required().root / "access")
    if name is None:
        rows = [{"name": user.name, "role": user.role} for user in people.all()]
        if common.json:
            print_json({"users": rows})
        else:
            say("\n".join(f"{row['name']}  {row['role']}" for row in rows) or "no users: only this machine may serve")
        return 0
    if remove:
        people.remove(name)
    elif role is not None:
        people.put(name, role, _password())
    elif not token:
        raise Invalid("what about this user?", f"tolqyn access {name} --role reader, --token, or --remove")
    if token:
        say(people.token(name))
    return 0


def _password() -> str:
    return getpass.getpass("password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
