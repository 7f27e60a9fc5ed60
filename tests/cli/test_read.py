"""`read`: offsets are code points of the text as given, one object a line, a bad line fails alone."""

import json
import unicodedata
from pathlib import Path

import pytest
from cli.spoken import Caller, piped

KEYS = {"language", "sentences", "mentions", "quotes", "attitudes", "claims", "devices", "narratives"}

TEXTS = [
    "Глава Грузии приехал в Тбилиси.",
    "😀𝔸 Глава Грузии 👩‍👩‍👧 приехал. Потом уехал из Грузии.",
    unicodedata.normalize("NFD", "Ещё один мой край. Грузия приняла закон. Йод."),
    "з\u0301акон\u0301 Грузии \u202eобратно\u202c Казахстан",
    "Қазақстан мен Өзбекстан келісімге қол қойды.\r\n\r\nҚазақстанда жаңбыр жауды.",
    "",
    "   ",
    "\u0000\ufeff Грузия",
]


def test_offsets_are_code_points_of_the_text_as_given(tolqyn: Caller, tmp_path: Path) -> None:
    path = tmp_path / "мәтін.jsonl"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in TEXTS), encoding="utf-8")
    said = tolqyn("read", path)
    assert said.code == 0 and said.err == ""
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert len(answers) == len(TEXTS)
    for text, marks in zip(TEXTS, answers, strict=True):
        assert set(marks) == KEYS
        ends = [0, *(end for span in marks["sentences"] for end in span), len(text)]
        assert ends == sorted(ends)
        for mention in marks["mentions"]:
            assert set(mention) == {"start", "stop", "type", "name", "entity", "score"}
            surface = unicodedata.normalize("NFC", text[mention["start"] : mention["stop"]])
            assert surface == surface.strip()
            if mention["entity"].startswith("ent_"):
                continue
            stems = {"GE": ("Грузи", "Тбилис"), "UA": ("Украї", "Київ"), "KZ": ("Қазақ", "Казах"), "UZ": ("Өзбек",)}
            assert surface.startswith(stems[mention["entity"]])
    found = [{one["entity"] for one in marks["mentions"] if len(one["entity"]) == 2} for marks in answers]
    assert found[:5] == [{"GE"}, {"GE"}, {"GE"}, {"GE", "KZ"}, {"KZ", "UZ"}]


def test_names_are_found_in_decomposed_letters(tolqyn: Caller, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": unicodedata.normalize("NFD", "Київ, Україна")}), encoding="utf-8")
    mentions = json.loads(tolqyn("read", path).out)["mentions"]
    assert [one["name"] for one in mentions][-1] == "Україна" and mentions[-1]["entity"] == "UA"
    text = unicodedata.normalize("NFD", "Київ, Україна")
    assert text[mentions[-1]["start"] : mentions[-1]["stop"]] == unicodedata.normalize("NFD", "Україна")


def test_stdin_and_bad_lines(tmp_path: Path) -> None:
    deep = b'{"text": ' + b"[" * 100_000 + b"\n"
    lines = [
        b'\xef\xbb\xbf{"text": "\xd0\x93\xd1\x80\xd1\x83\xd0\xb7\xd0\xb8\xd1\x8f"}\n', b"\n", b"\xff\xfe\n", deep,
        b'["text"]\n', b'{"text": "x", "language": 5}\n', b'{"text": "x \\ud83d", "language": "\\ud83d"}\n',
        b'{"text": "Georgia", "language": "xx"}',
    ]  # fmt: skip
    said = piped(tmp_path, "read", "-", stdin=b"".join(lines))
    assert said.code == 1 and said.err == ""
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert [answer.get("error", "")[:6] for answer in answers] == ["", "line 3", "line 4", "line 5", "line 6", "", ""]
    assert answers[0]["mentions"][0]["start"] == 0


@pytest.mark.parametrize("name", ["жоқ.jsonl", "."])
def test_what_is_no_file_is_told(tolqyn: Caller, name: str, tmp_path: Path) -> None:
    said = tolqyn("read", tmp_path / name)
    assert said.code == 2 and "no such file" in said.err and said.out == ""
