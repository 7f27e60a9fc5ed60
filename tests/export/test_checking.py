"""Whatever is changed in a pack is found, and the record that it hit is named."""

import gzip
import json
from base64 import b32encode
from collections.abc import Callable
from hashlib import sha1, sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.export.shelf import Shelf
from tolqyn.export import export, verify_pack
from tolqyn.model.errors import Invalid

Contents = dict[str, bytes]


@pytest.fixture
def path(shelf: Shelf, tmp_path: Path) -> Path:
    return export("wacz", shelf.findings, shelf.folder, tmp_path / "w.wacz").path


def rewritten(path: Path, change: Callable[[Contents], None], compression: int = 0) -> Path:
    """The pack made anew with other entries."""
    with ZipFile(path) as held:
        contents = {name: held.read(name) for name in held.namelist()}
    change(contents)
    with ZipFile(path, "w", compression) as target:
        for name, body in contents.items():
            target.writestr(name, body)
    return path


def resealed(contents: Contents) -> None:
    """All sums made anew, as somebody would who wants a changed pack to pass."""
    package = json.loads(contents["datapackage.json"])
    for one in package["resources"]:
        body = contents[one["path"]]
        one["bytes"], one["hash"] = len(body), f"sha256:{sha256(body).hexdigest()}"
    whole = contents["datapackage.json"] = json.dumps(package).encode()
    contents["datapackage-digest.json"] = json.dumps({"hash": f"sha256:{sha256(whole).hexdigest()}"}).encode()


def test_a_whole_pack_is_sound(path: Path) -> None:
    report = verify_pack(path)
    assert report.sound, report.failures
    assert (report.resources, report.records, report.notes) == (4, 9, ())
    assert report.digest.startswith("sha256:")


def test_a_changed_byte_of_a_record_names_the_record(path: Path, shelf: Shelf) -> None:
    bad = shelf.findings.exhibits[1]
    member = (shelf.folder / bad.capture.warc_file).read_bytes()[bad.capture.warc_offset :][: bad.capture.warc_length]
    raw = bytearray(path.read_bytes())
    raw[raw.index(member) + len(member) // 2] ^= 0xFF
    path.write_bytes(raw)
    report = verify_pack(path)
    assert not report.sound
    assert {failure.what for failure in report.failures} == {"archive/data.warc.gz"}
    named = [failure.record for failure in report.failures if failure.record]
    assert len(named) == 1, "the others still hold"
    assert "https://dala.test/%D0%B6%D0%B0%D2%A3%D0%B0%D0%BB%D1%8B%D2%9B/1" in named[0]
    assert report.records == 9


def test_new_sums_do_not_hide_a_changed_record(path: Path) -> None:
    def change(contents: Contents) -> None:
        other = contents["archive/data.warc.gz"].replace(b"\x1f\x8b", b"\x1f\x8c", 5)
        contents["archive/data.warc.gz"] = other
        resealed(contents)

    report = verify_pack(rewritten(path, change))
    assert not report.sound
    assert all(failure.record for failure in report.failures)


def test_a_record_that_was_taken_out_is_missed(path: Path) -> None:
    def change(contents: Contents) -> None:
        data = contents["archive/data.warc.gz"]
        contents["archive/data.warc.gz"] = data[: data.rindex(b"\x1f\x8b\x08")]
        resealed(contents)

    differs = [failure.differs for failure in verify_pack(rewritten(path, change)).failures]
    assert differs == ["the index names a record that is not there"]


def test_a_record_that_was_added_is_noticed(path: Path, shelf: Shelf) -> None:
    def change(contents: Contents) -> None:
        contents["archive/data.warc.gz"] += contents["archive/data.warc.gz"]
        resealed(contents)

    differs = {failure.differs for failure in verify_pack(rewritten(path, change)).failures}
    assert differs == {"the index does not know it"}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("pages/pages.jsonl", "its digest is"),
        ("indexes/index.cdx.gz", "it cannot be read"),
        ("indexes/index.idx", "its digest is"),
        ("datapackage.json", "its digest is"),
        ("datapackage-digest.json", "it cannot be read"),
    ],
)
def test_every_entry_is_under_a_sum(path: Path, name: str, told: str) -> None:
    def change(contents: Contents) -> None:
        contents[name] = contents[name][:-3]

    failures = verify_pack(rewritten(path, change)).failures
    assert any(failure.what == name and told in failure.differs for failure in failures), failures


def test_an_entry_that_nobody_listed_and_one_that_is_missing(path: Path) -> None:
    def change(contents: Contents) -> None:
        contents["archive/тағы.warc.gz"] = b""
        del contents["pages/pages.jsonl"]

    found = {(failure.what, failure.differs) for failure in verify_pack(rewritten(path, change)).failures}
    assert ("archive/тағы.warc.gz", "datapackage.json does not list it") in found
    assert ("pages/pages.jsonl", "it is missing") in found


def test_an_archive_that_is_compressed_once_more_is_not_called_sound(path: Path) -> None:
    report = verify_pack(rewritten(path, lambda _: None, ZIP_DEFLATED))
    assert [failure.what for failure in report.failures][:1] == ["archive/data.warc.gz"]


def test_what_is_no_pack_is_the_callers_to_mend(tmp_path: Path) -> None:
    other = tmp_path / "x.wacz"
    for body in (b"", b"<html>", b"PK\x05\x06" + b"\0" * 18):
        other.write_bytes(body)
        with pytest.raises(Invalid, match="is no WACZ file"):
            verify_pack(other)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_flipped_bit_passes_or_crashes(path: Path, tmp_path: Path, data: st.DataObject) -> None:
    """Only bits that no reader looks at (zip times, systems, versions) may pass, and then every entry is as it was."""
    raw = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= 1 << data.draw(st.integers(0, 7))
    spoilt = tmp_path / "spoilt.wacz"
    spoilt.write_bytes(raw)
    try:
        sound = verify_pack(spoilt).sound
    except Invalid:
        return
    if sound:
        with ZipFile(path) as whole, ZipFile(spoilt) as other:
            assert whole.namelist() == other.namelist()
            assert verify_pack(path).digest == verify_pack(spoilt).digest


HEAD = b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.test/\r\n"


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"hello",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"WARC/1.1\r\n\r\n",
        b"WARC/1.1\r\nWARC-Type\r\n",
        b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n",
        HEAD + b"Content-Length: x\r\n\r\nabc\r\n\r\n",
        HEAD + b"Content-Length: -1\r\n\r\nabc\r\n\r\n",
        HEAD + b"Content-Length: 99\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\r\n\r\n",
        HEAD + b"Content-Length: 19\r\n\r\nHTTP/1.1 ok OK\r\n\r\nab\r\n\r\n",
    ],
)
def test_bytes_that_are_no_record_are_a_finding_not_a_crash(path: Path, plain: bytes) -> None:
    def change(contents: Contents) -> None:
        contents["archive/data.warc.gz"] = gzip.compress(plain) + contents["archive/data.warc.gz"]
        resealed(contents)

    report = verify_pack(rewritten(path, change))
    assert not report.sound
    assert any("data.warc.gz at 0" in (failure.record or "") for failure in report.failures)


@pytest.mark.parametrize(
    "body", [b"[]", b"{}", b"null", b'{"resources": [1, {"path": []}, {"path": "x", "hash": 3, "bytes": 1}]}', b"\xff"]
)
def test_a_list_of_sums_that_is_none_is_a_finding(path: Path, body: bytes) -> None:
    report = verify_pack(rewritten(path, lambda contents: contents.update({"datapackage.json": body})))
    assert any(failure.what == "datapackage.json" for failure in report.failures)


def test_a_digest_in_base_32_is_understood(path: Path) -> None:
    """Other writers of web archives say `sha1:` and base 32."""
    payload = b"HTTP/1.1 200 OK\r\n\r\n" + "Сәлем".encode()
    digest = b32encode(sha1("Сәлем".encode()).digest()).decode()

    def change(contents: Contents) -> None:
        head = HEAD + f"WARC-Payload-Digest: sha1:{digest}\r\nContent-Length: {len(payload)}\r\n\r\n".encode()
        contents["archive/data.warc.gz"] += gzip.compress(head + payload + b"\r\n\r\n")
        resealed(contents)

    differs = [failure.differs for failure in verify_pack(rewritten(path, change)).failures]
    assert differs == ["the index does not know it"], "its digest holds"
