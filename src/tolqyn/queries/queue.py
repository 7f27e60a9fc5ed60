"""What waits for a judgement: waves that nobody has judged, and pairs of texts where the machine is least sure."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

from tolqyn.model.wave import Wave
from tolqyn.queries.desk import Desk


@dataclass(frozen=True, slots=True)
class Waiting:
    """A thing to judge, and why it comes now."""

    kind: Literal["wave", "link"]
    item_id: str
    wave: Wave | None = None
    pair: dict[str, Any] | None = None


def queue(desk: Desk, judged: Collection[str], limit: int = 20) -> list[Waiting]:
    """Waves first, the strongest evidence first; then pairs from the lowest score up; what is judged is left out."""
    waves = sorted((wave for wave in desk.waves if wave.wave_id not in judged), key=lambda wave: -wave.e_value)
    found = [Waiting("wave", wave.wave_id, wave=wave) for wave in waves if wave.status != "retracted"][:limit]
    if len(found) < limit:
        found += [Waiting("link", pair["link_id"], pair=pair) for pair in _pairs(desk, judged, limit - len(found))]
    return found


def _pairs(desk: Desk, judged: Collection[str], limit: int) -> list[dict[str, Any]]:
    query = """
    select k.link_id, k.relation, k.score, k.lag_s, k.document_id, k.original_id,
           a.headline as later, b.headline as earlier, a.source_id as later_source, b.source_id as earlier_source
    from copy k join paper a on a.document_id = k.document_id join paper b on b.document_id = k.original_id
    where k.link_id not in (select unnest($judged)) order by k.score, k.link_id limit $limit"""
    return desk.rows(query, {"judged": sorted(judged) or [""], "limit": limit})
