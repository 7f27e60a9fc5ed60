"""Who may read and who may judge, where others than this machine can reach the pages."""

from tolqyn.web.access.people import ROLES, People, Role, Visitor

__all__ = ["ROLES", "People", "Role", "Visitor"]
