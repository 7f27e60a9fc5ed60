"""Damage is found, named and passed by; a torn end is set right and no whole record is lost."""

import gzip
import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tolqyn.archive import Damage, Writer, read, read_many, recover, walk
from tolqyn.archive.record import members_of
from tolqyn.model.capture import Arrival, Capture, Exchange
from tolqyn.model.errors import Damaged
from tolqyn.model.rejected import Reason, Rejected

NOON = datetime(2024, 11, 28, 12, tzinfo=UTC)
FILE = "00001.warc.gz"


def post(number: int) -> Arrival:
    """A small post; every third is a page with a request."""
    exchange = Exchange(200, "OK", (("A", "б"),), (("Host", "x"),)) if number % 3 == 0 else None
    return Arrival("т", f"https://t.me/х/{number}", "page", "text/html", f"Хабар {number}".encode(), NOON, exchange)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Writer(tmp_path).append([post(number) for number in range(9)])
    return tmp_path


def known_up_to(captures: list[Capture]) -> dict[str, int]:
    return {capture.warc_file: capture.warc_offset + capture.warc_length for capture in captures}


def test_a_flipped_byte_anywhere_in_a_record_is_damage_of_that_record_alone(folder: Path) -> None:
    captures = list(walk(folder))
    whole = (folder / FILE).read_bytes()
    victim = captures[4]
    for offset in range(victim.warc_offset, victim.warc_offset + victim.warc_length, 7):
        flipped = bytearray(whole)
        flipped[offset] ^= 0x55
        (folder / FILE).write_bytes(bytes(flipped))
        found = list(walk(folder))
        assert [item for item in found if isinstance(item, Capture)] in (captures[:4] + captures[5:], captures)
        bodies = list(read_many(folder, captures))
        assert [n for n, body in enumerate(bodies) if isinstance(body, Rejected)] in ([4], [])
        assert bodies[4] == b"\xd0\xa5\xd0\xb0\xd0\xb1\xd0\xb0\xd1\x80 4" or bodies[4].reason is Reason.DAMAGED


def test_damage_names_file_offset_and_capture(folder: Path) -> None:
    victim = list(walk(folder))[4]
    with (folder / FILE).open("r+b") as handle:
        handle.seek(victim.warc_offset + victim.warc_length - 6)
        handle.write(b"\x00\x00")
    with pytest.raises(Damaged) as caught:
        read(folder, victim)
    assert FILE in str(caught.value)
    assert str(victim.warc_offset) in str(caught.value)
    assert victim.capture_id in str(caught.value)
    (damage,) = [item for item in walk(folder) if isinstance(item, Damage)]
    assert (damage.warc_file, damage.offset, damage.length) == (FILE, victim.warc_offset, victim.warc_length)


def test_a_lost_file_is_damage_not_a_crash(folder: Path) -> None:
    captures = list(walk(folder))
    (folder / FILE).unlink()
    assert all(isinstance(body, Rejected) for body in read_many(folder, captures))


def test_an_end_torn_at_any_byte_resumes_to_the_same_file(folder: Path) -> None:
    whole = (folder / FILE).read_bytes()
    for end in range(0, len(whole), 61):
        (folder / FILE).write_bytes(whole[:end])
        writer = Writer(folder)
        adopted = writer.recovered.captures
        assert not writer.recovered.damaged
        writer.append([post(number) for number in range(len(adopted), 9)])
        assert (folder / FILE).read_bytes() == whole


def test_only_what_no_table_knows_is_answered(folder: Path) -> None:
    captures = list(walk(folder))
    assert recover(folder, known_up_to(captures[:6])).captures == tuple(captures[6:])
    assert recover(folder, known_up_to(captures)).captures == ()


def test_a_torn_end_is_kept_aside(folder: Path) -> None:
    with (folder / FILE).open("ab") as handle:
        handle.write(b"\x1f\x8b\x08\x00torn")
    recovery = recover(folder)
    assert len(recovery.captures) == 9
    assert [path.read_bytes() for path in recovery.torn] == [b"\x1f\x8b\x08\x00torn"]
    assert recover(folder).torn == ()


def test_damage_within_a_file_does_not_cut_off_what_follows(folder: Path) -> None:
    victim = list(walk(folder))[4]
    with (folder / FILE).open("r+b") as handle:
        handle.seek(victim.warc_offset)
        handle.write(b"\x00" * 30)
    size = (folder / FILE).stat().st_size
    recovery = recover(folder)
    assert len(recovery.captures) == 8
    assert [damage.offset for damage in recovery.damaged] == [victim.warc_offset]
    assert (folder / FILE).stat().st_size == size


def test_a_status_line_without_a_status_is_damage_and_no_crash(folder: Path) -> None:
    """Length and digest of the payload hold; only the first line of the answer says nothing."""
    _, response = members_of(post(3))
    plain = gzip.decompress(response)
    assert plain.count(b"HTTP/1.1 200 OK") == 1
    with (folder / FILE).open("ab") as handle:
        handle.write(gzip.compress(plain.replace(b"HTTP/1.1 200 OK", b"HTTP/1.1-200-OK"), mtime=0))
    *whole, last = walk(folder)
    assert len([item for item in whole if isinstance(item, Capture)]) == 9
    assert isinstance(last, Damage) and "IndexError" in last.detail


WRITE = """
import sys; from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_damage import post
from tolqyn.archive import Writer, walk
writer = Writer(Path(sys.argv[1]))
done = len(writer.recovered.captures)
print("ready", flush=True)
while done < 3000:
    writer.append([post(number) for number in range(done, min(done + 20, 3000))])
    done = min(done + 20, 3000)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_killed_at_random_moments_it_ends_as_if_uninterrupted(tmp_path: Path) -> None:
    Writer(tmp_path / "whole").append([post(number) for number in range(3000)])
    chance = random.Random(3)
    for _ in range(6):
        command = [sys.executable, "-c", WRITE, str(tmp_path / "cut"), str(Path(__file__).parent)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.25))
            process.send_signal(signal.SIGKILL)
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "cut" / FILE).read_bytes() == (tmp_path / "whole" / FILE).read_bytes()
