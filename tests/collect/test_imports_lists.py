"""GDELT and Media Cloud: leads to articles, for they hold no texts."""

import json
from datetime import UTC, datetime
from pathlib import Path

from tolqyn.collect.imports import ImportOptions, Item, RejectedItem, read
from tolqyn.model.capture import Lead
from tolqyn.model.rejected import Reason

NOW = datetime(2024, 12, 5, tzinfo=UTC)


def items(kind: str, path: Path) -> list[Item]:
    return list(read(kind, [path], ImportOptions(sources={"kaz.example": "kaz"}), NOW))


def leads(found: list[Item]) -> list[Lead]:
    return [item for item in found if isinstance(item, Lead)]


def reasons(found: list[Item]) -> list[tuple[int | None, Reason]]:
    return [(item.line, item.rejected.reason) for item in found if isinstance(item, RejectedItem)]


def test_gdelt_articles(tmp_path: Path) -> None:
    path = tmp_path / "doc.json"
    rows = [
        {
            "url": "https://www.kaz.example/1?utm_source=x",
            "title": "Грузия  приостановила",
            "seendate": "20241128T100000Z",
        },
        {"title": "без адреса"},
        17,
        {"url": "https://other.example/2"},
    ]
    path.write_text(json.dumps({"articles": rows}, ensure_ascii=False, indent=1), encoding="utf-8")
    found = items("gdelt", path)
    assert [(lead.source_id, lead.address, lead.title, lead.published_at) for lead in leads(found)] == [
        ("kaz", "https://www.kaz.example/1", "Грузия приостановила", None),
        ("other.example", "https://other.example/2", None, None),
    ]
    assert [reason for _, reason in reasons(found)] == [Reason.MISSING_FIELD, Reason.NOT_A_ROW]
    path.write_text('{"timeline": []}')
    assert reasons(items("gdelt", path)) == [(1, Reason.UNKNOWN_FORM)]


def test_gdelt_tables(tmp_path: Path) -> None:
    path = tmp_path / "doc.csv"
    path.write_text("\ufeffURL,MobileURL,Date,Title\nhttps://kaz.example/1,,2024-11-28,Грузия\n", encoding="utf-8")
    assert [lead.title for lead in leads(items("gdelt", path))] == ["Грузия"]
    cells = [""] * 27
    cells[2], cells[4], cells[26] = "1", "https://kaz.example/1", "<PAGE_TITLE>Грузия &amp; ЕС</PAGE_TITLE>"
    other = [*cells[:2], "2", *cells[3:]]
    path.write_text("\n".join("\t".join(row) for row in (cells, other, cells[:5])), encoding="utf-8")
    found = items("gdelt", path)
    assert [lead.title for lead in leads(found)] == ["Грузия & ЕС"]
    assert reasons(found) == [(2, Reason.UNKNOWN_FORM), (3, Reason.NOT_A_ROW)]


def test_media_cloud(tmp_path: Path) -> None:
    path = tmp_path / "mc.csv"
    path.write_text(
        "id,publish_date,title,url,language,media_name\n1,2024-11-28,Жаңалық,https://kaz.example/1,kk,Қаз\n2,,x,нет,,\n",
        encoding="utf-8",
    )
    found = items("mediacloud", path)
    assert [lead.published_at for lead in leads(found)] == [datetime(2024, 11, 28, tzinfo=UTC)]
    assert reasons(found) == [(3, Reason.BAD_ADDRESS)]
    path.write_text("a,b\n1,2\n")
    assert reasons(items("mediacloud", path)) == [(1, Reason.UNKNOWN_FORM)]
