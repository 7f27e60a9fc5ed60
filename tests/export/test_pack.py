"""A pack holds the archived bytes as they are, and readers of web archives find them by its index."""

import gzip
import json
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.export.shelf import Shelf
from tolqyn.export import export, verify_pack


@pytest.fixture
def pack(shelf: Shelf, tmp_path: Path) -> ZipFile:
    return ZipFile(export("wacz", shelf.findings, shelf.folder, tmp_path / "w.wacz").path)


def test_records_are_copied_byte_for_byte_with_their_requests(shelf: Shelf, pack: ZipFile) -> None:
    data = pack.read("archive/data.warc.gz")
    archived = (shelf.folder / "00001.warc.gz").read_bytes()
    for exhibit in shelf.findings.exhibits:
        place = exhibit.capture.warc_offset
        assert archived[place : place + exhibit.capture.warc_length] in data
    records = []
    for record in ArchiveIterator(BytesIO(data), check_digests=True):
        body = record.raw_stream.read()
        records.append((record.rec_type, record.rec_headers["WARC-Target-URI"], body))
        assert record.digest_checker.passed is not False
    kinds = [kind for kind, _, _ in records]
    assert kinds == ["warcinfo", *["request", "response"] * 2, "response", "resource", "request", "response"]
    assert all(records[at][1] == records[at + 1][1] for at, kind in enumerate(kinds) if kind == "request")
    assert records[6][2].decode() == '{"text": "Сәлем"}'
    assert "other" not in str(records)


def test_the_index_leads_to_every_record(shelf: Shelf, pack: ZipFile) -> None:
    data = pack.read("archive/data.warc.gz")
    lines = gzip.decompress(pack.read("indexes/index.cdx.gz")).decode().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == 5
    assert any(
        line.startswith("xn--p1ai,xn--e1afmkfd)/%d0%9f%d0%be%d1%80%d1%82?a=1&b=2 20241128063000 ") for line in lines
    )
    for line in lines:
        told = json.loads(line.split(" ", 2)[2])
        member = data[int(told["offset"]) :][: int(told["length"])]
        (record,) = ArchiveIterator(BytesIO(member))
        assert record.rec_headers["WARC-Target-URI"] == told["url"]
        assert record.rec_headers["WARC-Payload-Digest"] == told["digest"]
    head, *blocks = pack.read("indexes/index.idx").decode().splitlines()
    assert head == '!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}'
    block = json.loads(blocks[0].split(" ", 2)[2])
    stretch = pack.read("indexes/index.cdx.gz")[block["offset"] :][: block["length"]]
    assert gzip.decompress(stretch).decode().splitlines() == lines
    assert block["digest"] == f"sha256:{sha256(stretch).hexdigest()}"


def test_the_package_states_every_sum_and_is_sealed(pack: ZipFile) -> None:
    package = json.loads(pack.read("datapackage.json"))
    assert package["wacz_version"] == "1.1.1"
    assert {one["path"] for one in package["resources"]} == set(pack.namelist()) - {
        "datapackage.json",
        "datapackage-digest.json",
    }
    for one in package["resources"]:
        body = pack.read(one["path"])
        assert (one["bytes"], one["hash"]) == (len(body), f"sha256:{sha256(body).hexdigest()}")
    seal = json.loads(pack.read("datapackage-digest.json"))
    assert seal["hash"] == f"sha256:{sha256(pack.read('datapackage.json')).hexdigest()}"
    assert {entry.compress_type for entry in pack.infolist()} == {ZIP_STORED}


def test_pages_name_the_documents(shelf: Shelf, pack: ZipFile) -> None:
    head, *pages = map(json.loads, pack.read("pages/pages.jsonl").splitlines())
    assert head["format"] == "json-pages-1.0"
    assert [page["title"] for page in pages] == [exhibit.document.headline for exhibit in shelf.findings.exhibits]
    assert pages[3]["url"] == "https://t.me/kanal/24"


def test_the_same_wave_is_the_same_file(shelf: Shelf, tmp_path: Path) -> None:
    names = ("a.wacz", "b.wacz")
    first, second = (export("wacz", shelf.findings, shelf.folder, tmp_path / n).path.read_bytes() for n in names)
    assert first == second


def test_a_damaged_record_is_left_out_and_named(shelf: Shelf, tmp_path: Path) -> None:
    bad = shelf.findings.exhibits[1].capture
    path = shelf.folder / bad.warc_file
    spoilt = bytearray(path.read_bytes())
    spoilt[bad.warc_offset + bad.warc_length // 2] ^= 0xFF
    path.write_bytes(spoilt)
    exported = export("wacz", shelf.findings, shelf.folder, tmp_path / "w.wacz")
    assert [one.capture_id for one in exported.left_out] == [bad.capture_id]
    assert f"{bad.warc_file} at {bad.warc_offset}" in str(exported.left_out[0])
    report = verify_pack(exported.path)
    assert report.sound
    assert any(bad.capture_id in note for note in report.notes)


def test_a_record_whose_row_tells_another_digest_is_left_out(shelf: Shelf, tmp_path: Path) -> None:
    first = shelf.findings.exhibits[0]
    lying = replace(first, capture=replace(first.capture, digest="sha256:" + "0" * 64))
    exported = export("wacz", replace(shelf.findings, exhibits=(lying,)), shelf.folder, tmp_path / "w.wacz")
    assert len(exported.left_out) == 1
    assert verify_pack(exported.path).sound


def test_a_missing_archive_leaves_everything_out_and_says_so(shelf: Shelf, tmp_path: Path) -> None:
    exported = export("wacz", shelf.findings, tmp_path / "жоқ", tmp_path / "w.wacz")
    assert len(exported.left_out) == len(shelf.findings.exhibits)
    assert verify_pack(exported.path).records == 1
