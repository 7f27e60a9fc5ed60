"""Which rows are current: those of the newest version of each stage that has run."""

from tolqyn.store import View


def current_rows(view: View) -> dict[str, str]:
    """For each stage the words `name/version` that its newest rows carry; a stage that never ran has none."""
    rows = view.sql("select stage, arg_max(version, ended_at) as version from runs group by 1 order by 1").to_pylist()
    never = {name: f"{name}/" for name in ("extract", "annotate", "read", "link", "waves")}
    return never | {row["stage"]: f"{row['stage']}/{row['version']}" for row in rows}
