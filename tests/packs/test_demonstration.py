"""The demonstration corpus: what was planted is there, the rest is ordinary, and the generator writes it again."""

import json
import re
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tolqyn.packs import demo_folder

ROOT = Path(__file__).parents[2]
DEMO = demo_folder()
Text = tuple[str, str, date | None, str]
"""Address, source, day where the file tells it without an extractor, text."""


@cache
def truth() -> dict[str, Any]:
    return tomllib.loads((DEMO / "truth.toml").read_text(encoding="utf-8"))


@cache
def settings() -> dict[str, Any]:
    return tomllib.loads((DEMO / "tolqyn.toml").read_text(encoding="utf-8"))


@cache
def pages() -> tuple[Text, ...]:
    """The saved pages, their day from `<time>`, else from the address."""
    made = []
    for line in (DEMO / "addresses.tsv").read_text(encoding="utf-8").splitlines():
        path, address, source = line.split("\t")
        charset = "windows-1251" if source == "segodnya" else "utf-8"
        tree = html.fromstring((DEMO / path).read_bytes().decode(charset).replace(f'<meta charset="{charset}">', ""))
        shown = tree.xpath("//time/@datetime") or ["-".join(re.findall(r"/(\d{4})/(\d\d)/(\d\d)/", address)[0])]
        text = "\n".join(tree.xpath("//h1//text() | //div[@class='text']//p//text()"))
        made.append((address, source, datetime.fromisoformat(shown[0]).date(), text))
    return tuple(made)


@cache
def posts() -> tuple[Text, ...]:
    """The posts of all channels, whatever their form."""
    known = {source["channel"]: source["id"] for source in settings()["source"] if "channel" in source}
    made = []
    for path in sorted((DEMO / "channels").glob("*.json")):
        for post in json.loads(path.read_text(encoding="utf-8")):
            address = f"https://t.me/{post['channel']}/{post['message_id']}"
            made.append((address, known[post["channel"]], datetime.fromisoformat(post["date"]).date(), post["text"]))
    export = json.loads((DEMO / "channels" / "zapiski" / "result.json").read_text(encoding="utf-8"))
    for message in export["messages"]:
        text = "".join(part if isinstance(part, str) else part["text"] for part in message["text"])
        day = datetime.fromtimestamp(int(message["date_unixtime"]), UTC).date()
        made.append((f"https://t.me/c/{export['id']}/{message['id']}", "zapiski", day, text))
    preview = html.parse(str(DEMO / "channels" / "northquay_wire_demo.html"), html.HTMLParser(encoding="utf-8"))
    for bubble in preview.xpath("//div[@data-post]"):
        text = "\n".join(bubble.xpath(".//div[contains(@class, 'js-message_text')]//text()"))
        day = datetime.fromisoformat(bubble.xpath(".//time/@datetime")[0]).date()
        made.append((f"https://t.me/{bubble.get('data-post')}", "wire", day, text))
    return tuple(made)


def documents() -> tuple[Text, ...]:
    return pages() + posts()


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    for advert in truth()["advert"].values():
        text = text.replace(advert, "")
    words = re.findall(r"[\w’']+", re.sub(r"\n[^\n]*@\w+[^\n]*$", "", text).lower())
    return frozenset(tuple(words[i : i + 5]) for i in range(len(words) - 4))


def test_there_are_enough_documents_sources_languages_and_days() -> None:
    languages = {source["id"]: source["languages"][0] for source in settings()["source"]}
    counts = Counter(languages[source] for _, source, _, _ in documents())
    assert len(documents()) == truth()["documents"] >= 300
    assert len({source for _, source, _, _ in documents()}) == len(languages) >= 12
    assert min(counts[language] for language in ("ru", "kk", "uk", "en")) >= 40
    days = {day for _, _, day, _ in documents() if day}
    assert max(days) - min(days) >= timedelta(days=85)
    assert truth()["last_day"] - truth()["first_day"] == timedelta(days=89)
    assert all(truth()["first_day"] <= day <= truth()["last_day"] for day in days)


def test_addresses_are_unique_reserved_and_those_of_the_truth() -> None:
    addresses = [address for address, _, _, _ in documents()]
    assert len(set(addresses)) == len(addresses)
    assert all(re.match(r"https://[\w-]+\.example/", address) for address, _, _, _ in pages())
    told = truth()
    named = {*told["wave"]["addresses"], *told["baseline"]["addresses"], *told["chain"]["addresses"]}
    named |= {pair[side] for pair in told["reprint"] for side in ("copy", "original")}
    assert named <= set(addresses)


def test_every_planted_document_names_the_target_and_ordinary_ones_do_not() -> None:
    named = {*truth()["wave"]["addresses"], *truth()["baseline"]["addresses"]}
    target = re.compile("сарвен|sarven|кельмор|kelmor", re.IGNORECASE)
    for address, _, _, text in documents():
        assert bool(target.search(text)) == (address in named), address


def test_the_wave_begins_and_ends_when_the_truth_says() -> None:
    wave = truth()["wave"]
    days = Counter(day for address, _, day, _ in documents() if address in set(wave["addresses"]))
    assert min(days) == wave["onset"]
    assert max(days) == wave["end"]
    assert sum(days.values()) == wave["documents"] == len(wave["addresses"])
    before = [day for address, _, day, _ in documents() if address in set(truth()["baseline"]["addresses"])]
    share = sum(day < wave["onset"] for day in before if day) / (wave["onset"] - truth()["first_day"]).days
    assert 0.3 <= share <= 0.8
    event = next(event for event in settings()["event"] if event["id"] == wave["event"])
    assert wave["onset"] - event["day"] == timedelta(days=1)


def test_the_wave_speaks_four_languages() -> None:
    languages = {source["id"]: source["languages"][0] for source in settings()["source"]}
    wave = set(truth()["wave"]["addresses"])
    counts = Counter(languages[source] for address, source, _, _ in documents() if address in wave)
    assert counts["ru"] >= 25
    assert min(counts["kk"], counts["uk"], counts["en"]) >= 6


def test_one_source_joins_late_and_one_falls_silent() -> None:
    days = defaultdict(set)
    for _, source, day, _ in documents():
        days[source].add(day)
    late, silent = truth()["late"], truth()["silent"]
    assert min(days[late["source"]]) == late["first_day"] >= truth()["first_day"] + timedelta(days=45)
    assert max(days[silent["source"]]) == silent["last_day"] < truth()["first_day"] + timedelta(days=60)


def test_the_chain_begins_in_a_channel_that_the_sites_name() -> None:
    texts = {address: text for address, _, _, text in documents()}
    first, *rest = truth()["chain"]["addresses"]
    assert first.startswith("https://t.me/kontur_olmarii_demo/")
    assert len(rest) >= 3
    assert all("Контур Ольмарии" in texts[address] for address in rest)


def test_reprints_share_most_of_their_text_and_nothing_else_does() -> None:
    texts = {address: shingles(text) for address, _, _, text in documents()}
    family = {address: address for address in texts}
    for pair in truth()["reprint"]:
        family[pair["copy"]] = family[pair["original"]]
    for (left, mine), (right, theirs) in combinations(texts.items(), 2):
        alike = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
        if family[left] == family[right]:
            assert alike > 0.55, (left, right)
        else:
            assert alike < 0.5, (left, right)


def test_pages_tell_their_dates_in_different_ways() -> None:
    heads = {source: (DEMO / path).read_bytes() for path, source in _one_page_each()}
    assert sum(b"datePublished" in head for head in heads.values()) >= 3
    assert sum(b"article:published_time" in head for head in heads.values()) >= 3
    bare = [s for s, head in heads.items() if b"datePublished" not in head and b"published_time" not in head]
    assert len(bare) >= 2
    assert 'charset="windows-1251"'.encode("ascii") in heads["segodnya"]
    heads["segodnya"].decode("windows-1251")


def test_a_channel_repeats_its_footer_and_its_advert() -> None:
    endings = Counter(text.splitlines()[-1] for _, source, _, text in posts() if source == "efir")
    assert endings.most_common(1)[0][1] >= 30
    for source, advert in truth()["advert"].items():
        shown = [text for _, own, _, text in posts() if own == source and advert in text]
        assert 3 <= len(shown) <= 0.5 * sum(own == source for _, own, _, _ in posts())


@pytest.mark.skipif(not (ROOT / "training" / "demo").is_dir(), reason="the generator is not part of the wheel")
def test_the_generator_writes_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(ROOT / "training" / "demo"), str(tmp_path)], check=True, capture_output=True)
    assert _bytes_below(tmp_path) == _bytes_below(DEMO)


def test_the_corpus_stays_small() -> None:
    assert sum(len(content) for content in _bytes_below(DEMO).values()) < 3_000_000


def _one_page_each() -> list[tuple[str, str]]:
    lines = [line.split("\t") for line in (DEMO / "addresses.tsv").read_text(encoding="utf-8").splitlines()]
    return [(path, source) for source, path in {source: path for path, _, source in lines}.items()]


def _bytes_below(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
