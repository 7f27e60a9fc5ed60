"""Run the main job on the Telegram stream and hold it to its floors: `python -m evaluation.stream`."""

import json
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from evaluation.floors import REAL_DATA, absent, change_asked, check, verdict
from evaluation.stream.shuffled import shuffle_dates
from evaluation.stream.watched import Watched

POSTS = REAL_DATA / "telegram_ru_news_nktkln" / "data" / "raw"
FLOORS = Path(__file__).with_name("floors.toml")
KNOWN = {"GE": date(2024, 11, 28), "KR": date(2024, 12, 3), "KZ": date(2024, 11, 27)}
"""Onsets by the public record: accession talks suspended, martial law, a state visit."""

SEEDS = (1, 2, 3)

UNREAD = "\n[reading]\n" + "".join(
    f'{role} = "none"\n' for role in ("names", "quotes", "attitudes", "claims", "devices", "vectors", "narratives")
)
"""Coverage alone is counted where the dates were dealt anew: that needs no reading."""


def main(arguments: list[str]) -> int:
    """Print what was found, how long it took, and the verdict."""
    change = change_asked(arguments)
    if message := absent([POSTS]):
        print(message)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        answer = _main_job(POSTS, root / "real")
        figures = {f"onset-{target}": _in_time(answer, target, day) for target, day in KNOWN.items()}
        ratios = []
        for seed in SEEDS:
            dealt = shuffle_dates(POSTS, root / f"dealt-{seed}", seed)
            shuffled = _main_job(dealt, root / f"w-{seed}", UNREAD)
            expected = shuffled["monitored"]["expected_false_alarms"]
            ratios.append(len(shuffled["waves"]) / expected)
            print(f"dates dealt anew, seed {seed}: {len(shuffled['waves'])} waves, {expected} expected to be false")
        figures["false-within-expected"] = float(sum(ratios) / len(ratios) <= 1.0)
    return verdict([check("stream", figures, [POSTS], FLOORS, change)])


def _main_job(posts: Path, workspace: Path, settings: str = "") -> dict[str, Any]:
    """init, import, run, waves, each as a person would call it; `settings` are added to the workspace's own."""
    watched = [Watched.run("init", str(workspace))]
    with (workspace / "tolqyn.toml").open("a", encoding="utf-8") as declared:
        declared.write(settings)
    steps = [("import", "telegram", str(posts)), ("run",), ("waves", "--json")]
    watched += [Watched.run(*step, "--workspace", str(workspace)) for step in steps]
    seconds, peak = sum(step.wall_s for step in watched), max(step.peak for step in watched)
    print(f"{posts.name}: {seconds:.0f} s, {peak / 2**30:.2f} GiB; {watched[1].output.strip()}")
    print(watched[2].output.strip())
    answer: dict[str, Any] = json.loads(watched[-1].output)
    return answer


def _in_time(answer: dict[str, Any], target: str, day: date) -> float:
    """1 where a wave of the target begins within a day of the event."""
    onsets = [date.fromisoformat(wave["onset"]) for wave in answer["waves"] if wave["target"] == target]
    print(f"{target}: onsets {', '.join(map(str, onsets)) or 'none'}; event {day}")
    return float(any(abs((onset - day).days) <= 1 for onset in onsets))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
