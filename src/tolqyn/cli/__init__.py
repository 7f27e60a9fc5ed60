"""The command line: verbs over the floors below. Verbs are loaded when they are called, so that `--help` is quick."""

import sys

from cyclopts import App

from tolqyn.model.errors import Damaged, Held, Invalid, TolqynError, Unavailable

VERBS: dict[str, tuple[str, str]] = {
    "init": ("tolqyn.cli.beginning:init", "Make a workspace: a folder with a tolqyn.toml."),
    "add": ("tolqyn.cli.gathering:add", "Find a source from its address and add it to the workspace."),
    "collect": ("tolqyn.cli.gathering:collect", "Fetch what is due, into the archive."),
    "import": ("tolqyn.cli.gathering:import_", "Import files that were saved elsewhere."),
    "run": ("tolqyn.cli.gathering:run", "Bring every stage up to date."),
    "read": ("tolqyn.cli.reading:read", "Print the marks of texts; needs no workspace."),
    "search": ("tolqyn.cli.asking:search", "Search the documents of the workspace."),
    "waves": ("tolqyn.cli.asking:waves", "List the waves, and what was monitored."),
    "show": ("tolqyn.cli.asking:show", "Show anything by its identifier, one step up and one step down."),
    "brief": ("tolqyn.cli.telling:brief", "Write the brief of a wave; its ending names the format."),
    "serve": ("tolqyn.cli.serving:serve", "Serve web pages and the API of the workspace."),
    "access": ("tolqyn.cli.people:access", "Say who may read and judge over the pages."),
    "watch": ("tolqyn.cli.watching:watch", "Collect, run, send alerts and serve, over and over."),
    "export": ("tolqyn.cli.telling:export", "Hand a wave to other people's systems."),
    "judge": ("tolqyn.cli.checking:judge", "Note what a person decided; it outranks every score."),
    "verify": ("tolqyn.cli.checking:verify", "Check every citation of a brief, or every record of a pack."),
    "check": ("tolqyn.cli.checking:check", "Check sums, silent sources and damaged records."),
}

app = App(
    name="tolqyn",
    help="Shows when, by whom and with what words a press turns on a target, and lets anyone check it.",
    version_flags=["--version"],
)
for _verb, (_path, _help) in VERBS.items():
    app.command(_path, name=_verb, help=_help)


def main() -> None:
    """Run a verb: exit 0 when all is fine, 1 for findings, 2 when the user can mend something."""
    try:
        code = app(exit_on_error=True, result_action="return_value")
    except (Invalid, Held, Unavailable, Damaged) as error:
        print(f"tolqyn: {error}", file=sys.stderr)  # noqa: T201
        code = 1 if isinstance(error, Damaged) else 2
    except TolqynError as error:
        print(f"tolqyn: {error}", file=sys.stderr)  # noqa: T201
        code = 2
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    sys.exit(code or 0)
