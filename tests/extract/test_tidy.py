"""Stored text is NFC, visible, and keeps its paragraphs."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tolqyn.extract.tidy import tidy, tidy_line


@given(st.text())
def test_tidy_text_is_stable_and_can_be_stored(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")
    assert "\r" not in once
    assert "\n\n\n" not in once


def test_invisible_characters_go_and_joiners_stay() -> None:
    assert tidy("Ко\u00adро\u200bль \u202eкод\u202c\ufeff") == "Король код"
    assert tidy("می\u200cخواهم 👨\u200d👩\u200d👧") == "می\u200cخواهم 👨\u200d👩\u200d👧"


def test_paragraphs_stay_lines() -> None:
    assert tidy(" Бір \r\n Екі\u2028Үш\n\n\n\nТөрт ") == "Бір\nЕкі\nҮш\n\nТөрт"
    assert tidy_line(" Бір \r\n Екі ") == "Бір Екі"


def test_stacked_accents_are_thinned() -> None:
    assert len(tidy("а" + "\u0301\u0302\u0303" * 1000)) <= 3
