"""Countries in 11,167 Kazakh sentences of TV news, whose geopolitical names KazNERD's people marked.

Run it with `python -m evaluation.targets.kazakh`. Gold is every GPE span that begins with one of `STEMS`, written from
the corpus, unless it is a region (облыс) of a country. Only recall is measured: KazNERD hides countries inside the
names of organisations and posts, so a mark outside a GPE says nothing.
"""

import sys
from collections.abc import Iterator

from evaluation.floors import REAL_DATA, absent, change_asked, check, verdict
from evaluation.targets.factrueval import FLOORS
from tolqyn.annotate.targets import mark_text

CORPUS = REAL_DATA / "kaznerd" / "KazNERD" / "IOB2_valid.txt"

STEMS = {
    "Қазақстан": "KZ", "Ресей": "RU", "Қытай": "CN", "АҚШ": "US", "Америка Құрама": "US", "Құрама Штат": "US",
    "Америка": "US", "Беларусь": "BY", "Өзбекстан": "UZ", "Қырғызстан": "KG", "Тәжікстан": "TJ", "Түрікменстан": "TM",
    "Әзірбайжан": "AZ", "Әзербайжан": "AZ", "Армения": "AM", "Грузия": "GE", "Украина": "UA", "Молдова": "MD",
    "Латвия": "LV", "Литва": "LT", "Эстония": "EE", "Иран": "IR", "Ирак": "IQ", "Германия": "DE", "Италия": "IT",
    "Испания": "ES", "Франция": "FR", "Ұлыбритания": "GB", "Англия": "GB", "Түркия": "TR", "Моңғолия": "MN",
    "Оңтүстік Корея": "KR", "Корея": "KR", "Солтүстік Корея": "KP", "Жапония": "JP", "Үндістан": "IN", "Сербия": "RS",
    "Польша": "PL", "Чехия": "CZ", "Венгрия": "HU", "Хорватия": "HR", "Босния": "BA", "Бельгия": "BE", "Кипр": "CY",
    "Сан-Марино": "SM", "Аустрия": "AT", "Австрия": "AT", "Сирия": "SY", "Ауғанстан": "AF", "Грекия": "GR",
    "Иордания": "JO", "Тайланд": "TH", "Таиланд": "TH", "Сингапур": "SG", "Біріккен Араб": "AE", "Израиль": "IL",
    "Египет": "EG", "Мысыр": "EG", "Пәкістан": "PK", "Швеция": "SE", "Швейцария": "CH", "Финляндия": "FI",
    "Норвегия": "NO", "Нидерланд": "NL", "Канада": "CA", "Бразилия": "BR", "Аустралия": "AU", "Австралия": "AU",
    "Малайзия": "MY", "Индонезия": "ID", "Вьетнам": "VN", "Катар": "QA", "Сауд Арабиясы": "SA",
}  # fmt: skip


def sentences() -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Each sentence and the spans of its geopolitical names."""
    text, found = "", list[tuple[int, int]]()
    for row in [*CORPUS.read_text("utf-8").splitlines(), ""]:
        fields = row.split()
        if not fields:
            if text:
                yield text, found
            text, found = "", []
            continue
        start = len(text) + bool(text)
        text = f"{text} {fields[0]}".lstrip()
        if fields[-1] == "B-GPE":
            found.append((start, len(text)))
        elif fields[-1] == "I-GPE" and found:
            found[-1] = (found[-1][0], len(text))


def country(surface: str) -> str | None:
    """Code of the country that a gold span names, `None` for cities and regions."""
    if "облыс" in surface:
        return None
    return next((code for stem, code in STEMS.items() if surface.startswith(stem)), None)


def measure(show: bool) -> dict[str, float]:
    """Share of gold countries that a mark of the same country lies over."""
    hit = total = 0
    for text, places in sentences():
        marks = mark_text(text, "kk")
        for start, stop in places:
            code = country(text[start:stop])
            if code is None:
                continue
            found = any(mark.start < stop and start < mark.stop and mark.target == code for mark in marks)
            hit, total = hit + found, total + 1
            if show and not found:
                print("missed", code, text[start:stop])
    print(f"{total} countries")
    return {"recall": hit / total}


def main(arguments: list[str]) -> int:
    """Measure and compare with the floors; `--show` prints every miss."""
    change = change_asked([argument for argument in arguments if argument != "--show"])
    figures = {} if absent([CORPUS]) else measure("--show" in arguments)
    return verdict([check("countries-in-kazakh", figures, [CORPUS], FLOORS, change)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
