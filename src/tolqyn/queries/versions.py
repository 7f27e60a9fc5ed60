"""Which rows are current: those of the newest version of each stage that has run."""

from functools import lru_cache
from types import MappingProxyType

from tolqyn.store import View


@lru_cache(maxsize=8)
def current_rows(view: View) -> MappingProxyType[str, str]:
    """For each stage the words `name/version` that its newest rows carry; a stage that never ran has none."""
    rows = view.sql("select stage, arg_max(version, ended_at) as version from runs group by 1 order by 1").to_pylist()
    never = {name: f"{name}/" for name in ("extract", "annotate", "read", "link", "waves")}
    return MappingProxyType(never | {row["stage"]: f"{row['stage']}/{row['version']}" for row in rows})
