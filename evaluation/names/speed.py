"""How many posts of the Telegram stream are read for each second of one processor, and the memory that it takes."""

import hashlib
import json
import resource
import time

from evaluation.floors import REAL_DATA
from evaluation.names.reading import names_of

STREAM = REAL_DATA / "telegram_ru_news_nktkln" / "data" / "raw"
POSTS = 1500
BATCH = 100


def posts() -> list[str]:
    """A sample of the stream by the digest of the text."""
    texts = [row["text"] for path in sorted(STREAM.glob("*.json")) for row in json.loads(path.read_text("utf-8"))]
    kept = [text for text in texts if isinstance(text, str) and text.strip()]
    return sorted(kept, key=lambda text: hashlib.sha256(text.encode()).hexdigest())[:POSTS]


def measure() -> dict[str, float]:
    """Posts a CPU-second, sentences and targets included; memory is printed only, it is no floor."""
    sample = posts()
    names_of(["Проба: Ерлан Карин в Тбилиси."], "ru")
    start = time.process_time()
    for first in range(0, len(sample), BATCH):
        names_of(sample[first : first + BATCH], "ru")
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(sample)} posts in {spent:.1f} CPU-s: {len(sample) / spent:.0f} a CPU-second, peak {peak:.0f} MB")
    return {"posts_per_cpu_second": len(sample) / spent}
