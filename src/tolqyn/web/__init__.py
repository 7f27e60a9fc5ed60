"""Pages and API over the read path: the same answers in a browser, and a place to overrule the machine."""

from tolqyn.web.app import create_app
from tolqyn.web.house import House
from tolqyn.web.options import Options
from tolqyn.web.serving import serve

__all__ = ["House", "Options", "create_app", "serve"]
