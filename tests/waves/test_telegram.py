"""The real stream: three dated events come out within a day, and targets that mean nothing keep the promise."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from tolqyn.waves import Detection, Known, detect, effective_exposure

RAW = Path(__file__).parents[3] / "shared" / "data" / "telegram_ru_news_nktkln" / "data" / "raw"
TARGETS = {"GE": r"\bГрузи", "KR": r"Южн\w+ Коре|южнокоре", "KZ": r"[Кк]азахстан"}
DAYS = np.arange("2024-08-27", "2024-12-05", dtype="datetime64[D]")

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not RAW.is_dir(), reason="../shared/data/telegram_ru_news_nktkln is absent"),
]


def posts() -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Source number, day and text of every post."""
    sources, days, texts = [], [], []
    for number, path in enumerate(sorted(RAW.glob("*.json"))):
        for post in json.loads(path.read_text(encoding="utf-8")):
            sources.append(number)
            days.append(post["date"][:10])
            texts.append(post["text"] or "")
    return np.array(sources), np.array(days, dtype="datetime64[D]"), texts


def counted(sources: np.ndarray, days: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Posts a day and source among those chosen."""
    table = np.zeros((DAYS.size, int(sources.max()) + 1))
    keep = chosen & (days >= DAYS[0])
    np.add.at(table, ((days[keep] - DAYS[0]).astype(int), sources[keep]), 1.0)
    return table


def detected(sources: np.ndarray, days: np.ndarray, hits: np.ndarray) -> Detection:
    """Detection over all targets, one row of hits each."""
    output = counted(sources, days, np.ones(days.size, dtype=bool))
    topics = [counted(sources, days, row) for row in hits]
    exposure = np.array([effective_exposure(output, topic) for topic in topics])
    carried = np.array([(topic > 0).sum(axis=1) for topic in topics])
    return detect(np.array([topic.sum(axis=1) for topic in topics]), exposure, DAYS, known=Known(sources=carried))


def test_dated_events_come_out_within_a_day() -> None:
    sources, days, texts = posts()
    hits = np.array([[re.search(pattern, text) is not None for text in texts] for pattern in TARGETS.values()])
    waves = detected(sources, days, hits).waves
    for series, onset in enumerate(("2024-11-28", "2024-12-03", "2024-11-27")):
        gaps = [
            abs((np.datetime64(wave.onset) - np.datetime64(onset)).astype(int))
            for wave in waves
            if wave.series == series
        ]
        assert min(gaps) <= 1, TARGETS


def test_targets_picked_by_a_hash_stay_within_the_promise() -> None:
    sources, days, texts = posts()
    rng = np.random.default_rng(12)
    rates = rng.uniform(0.0005, 0.02, 60)
    hits = np.array([np.array([hash_share(text, i) for text in texts]) < rate for i, rate in enumerate(rates)])
    found = detected(sources, days, hits)
    assert len(found.waves) <= found.monitored.expected_false_alarms


def hash_share(text: str, salt: int) -> float:
    """A number in [0, 1) that a text and a salt fix, independent of its day."""
    return ((len(text) * 2654435761 + sum(map(ord, text[:40])) * 40503 + salt * 97531) % 1_000_003) / 1_000_003
