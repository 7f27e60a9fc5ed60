"""Decoding: what is declared is believed only where the bytes agree."""

import pytest

from tolqyn.model.decoding import codec_of, decode

RUSSIAN = (
    "Правительство Грузии приостановило переговоры о вступлении в Евросоюз до конца 2028 года, сообщил «Интерфакс». "
    "На улицы Тбилиси вышли тысячи человек — ЦИК РФ и МИД не комментировали, это следует из №5 доклада."
)
UKRAINIAN = "Верховна Рада України ухвалила закон про бюджет, його підтримали їхні колеги; є й ті, хто був проти."
KAZAKH = "Қазақстан Президенті Қасым-Жомарт Тоқаев үкімет отырысында сөз сөйледі, деп хабарлайды Ақорда."
POLISH = "Sejm przyjął ustawę budżetową, głosowało za nią więcej posłów, niż się spodziewano; źródła są różne."


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "koi8-u", "cp866", "iso8859-5"])
@pytest.mark.parametrize("declared", [None, "utf-8", "text/html; charset=nonsense"])
def test_single_byte_cyrillic_is_recognised_without_a_true_label(encoding: str, declared: str | None) -> None:
    text = RUSSIAN.replace("№", "N").replace("—", "-") if encoding != "cp1251" else RUSSIAN
    payload = text.replace("«", '"').replace("»", '"').encode(encoding)
    assert decode(payload, declared, markup="text")[0] == text.replace("«", '"').replace("»", '"')


@pytest.mark.parametrize("declared", ["koi8-r", "cp866", "iso-8859-1", "windows-1252", "us-ascii"])
def test_a_false_single_byte_label_gives_way(declared: str) -> None:
    assert decode(RUSSIAN.encode("cp1251"), declared, markup="html") == (RUSSIAN, "cp1251")


def test_ukrainian_in_windows_and_koi() -> None:
    for encoding in ("cp1251", "koi8-u"):
        assert decode(UKRAINIAN.encode(encoding), "utf-8", markup="xml")[0] == UKRAINIAN


@pytest.mark.parametrize("declared", [None, "windows-1251", "iso-8859-1", "koi8-r", "gb2312"])
def test_valid_utf8_is_utf8_whatever_is_declared(declared: str | None) -> None:
    assert decode(KAZAKH.encode(), declared, markup="html") == (KAZAKH, "utf-8")


def test_kazakh_single_byte_is_read_when_declared() -> None:
    assert decode(KAZAKH.encode("kz1048"), "kz-1048", markup="text")[0] == KAZAKH


def test_markup_is_heard_when_the_header_is_silent() -> None:
    html = f"<html><head><meta http-equiv=Content-Type content='text/html; charset=windows-1251'>{UKRAINIAN}"
    assert decode(html.encode("cp1251"), "text/html", markup="html") == (html, "cp1251")
    xml = f'<?xml version="1.0" encoding="KOI8-R"?><t>{RUSSIAN.replace("№", "N").replace("—", "-")}</t>'
    xml = xml.replace("«", "'").replace("»", "'")
    assert decode(xml.encode("koi8-r"), None, markup="xml")[0] == xml


def test_byte_order_marks_win_and_are_removed() -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        text, _ = decode(RUSSIAN.encode(encoding), "windows-1251", markup="html")
        assert text == RUSSIAN


def test_utf16_without_a_mark() -> None:
    html = "<html><body><p>Привет</p></body></html>"
    assert decode(html.encode("utf-16-be"), None, markup="html") == (html, "utf-16-be")
    assert decode(html.encode("utf-16-le"), "utf-16", markup="html") == (html, "utf-16-le")


def test_western_labels_are_believed() -> None:
    assert decode(POLISH.encode("iso8859-2"), "iso-8859-2", markup="html")[0] == POLISH
    french = "Le président français a déclaré à la télévision que l'été serait très chaud, naïf"
    assert decode(french.encode("cp1252"), "iso-8859-1", markup="html") == (french, "cp1252")
    assert decode(french.encode("cp1252"), None, markup="html")[0] == french


def test_a_few_broken_bytes_do_not_unseat_utf8() -> None:
    payload = (RUSSIAN * 5).encode() + b"\xff\xfe" + RUSSIAN.encode()
    text, encoding = decode(payload, "utf-8", markup="html")
    assert encoding == "utf-8" and text.count("\ufffd") == 2
    assert decode(RUSSIAN.encode()[:-1] + b"", "windows-1251", markup="html")[1] == "utf-8"
    cut = KAZAKH.encode()[:9] if KAZAKH.encode()[9] & 0xC0 == 0x80 else KAZAKH.encode()[:10]
    assert decode(cut, None, markup="text")[1] == "utf-8"


def test_nothing_and_nonsense() -> None:
    assert decode(b"", None, markup="html") == ("", "utf-8")
    assert decode(b"plain", "koi8-r", markup="text") == ("plain", "utf-8")
    text, _ = decode(bytes(range(256)) * 40, "utf-8", markup="html")
    assert text
    for label in ("rot13", "base64", "utf-7", "unicode_escape", "", None, "\x00"):
        assert codec_of(label) is None


def test_mac_cyrillic_is_read_when_declared() -> None:
    text = RUSSIAN.replace("«", '"')
    assert decode(text.encode("mac-cyrillic"), "x-mac-cyrillic", markup="text")[0] == text
