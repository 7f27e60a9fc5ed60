"""Exit codes, remedies instead of tracebacks, clean streams, help that is quick."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from cli.spoken import Caller, piped
from journeys.corpus import demo_workspace

from tolqyn.cli import VERBS
from tolqyn.cli.options import plain, say
from tolqyn.queries.timelines import Asked
from tolqyn.workspace import Workspace

NO_WAVE = "wav_aaaaaaaaaaaaaaaaaaaa"


@pytest.mark.parametrize(
    "words",
    [
        ("waves",), ("search", "x"), ("show", "x"), ("check",), ("run",), ("collect",), ("add", "https://kz.example"),
        ("brief", NO_WAVE, "-o", "x.html"), ("brief", "--strongest", "-o", "x.html"), ("judge", "x", "accept"),
        ("export", "csv", NO_WAVE, "-o", "x.csv"), ("import", "jsonl", "."),
    ],
)  # fmt: skip
def test_without_a_workspace_every_verb_says_how_to_make_one(
    tolqyn: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    said = tolqyn(*words)
    assert said.code == 2 and said.out == ""
    assert "tolqyn init" in said.err and "Traceback" not in said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("show", "жоқ"), "tolqyn search"),
        (("show", NO_WAVE), "tolqyn waves"),
        (("waves", "--since", "28.11.2024"), "YYYY-MM-DD"),
        (("search", "x", "--until", "2024-13-01"), "YYYY-MM-DD"),
        (("brief", NO_WAVE, "-o", "x.html"), "tolqyn waves"),
        (("brief", NO_WAVE, "-o", "x.txt"), "choose one of"),
        (("brief", "-o", "x.html"), "--strongest"),
        (("brief", "--strongest", "-o", "жоқ/x.html"), "folder that exists"),
        (("export", "pdf", NO_WAVE, "-o", "x.pdf"), "choose one of"),
        (("export", "csv", NO_WAVE, "-o", "x.csv"), "tolqyn waves"),
        (("verify", "жоқ.html"), "tolqyn brief"),
        (("verify", "tolqyn.toml"), "ends in"),
        (("import", "rss", "."), "choose one of"),
        (("import", "jsonl", "жоқ.jsonl"), "exists"),
        (("import", "jsonl"), "PATH"),
        (("import", "csv", ".", "--map", "title"), "--map"),
        (("run", "--engine", "spark"), "choose one of"),
        (("collect", "--every", "often"), "--every 15m"),
        (("judge", "жоқ", "accept"), "tolqyn search"),
        (("judge", "sarvenia", "merge"), "--other"),
        (("judge", "sarvenia", "merge", "--other", "жоқ"), "tolqyn search"),
        (("judge", "sarvenia", "rename"), "--note"),
        (("judge", "sarvenia", "maybe"), "accept"),
        (("init", "."), "another folder"),
        (("init", "x", "--pack", "жоқ"), "demo"),
        (("waves", "--bogus"), "--bogus"),
        (("bogus",), "waves"),
    ],
)
def test_what_a_user_can_mend_ends_with_2_and_a_remedy(
    tolqyn: Caller, finished: Workspace, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], remedy: str
) -> None:
    monkeypatch.chdir(finished.place.root)
    said = tolqyn(*words)
    assert said.code == 2, said
    assert said.out == "" and remedy in said.err and "Traceback" not in said.err
    assert not list(finished.place.root.glob("*x.*"))


def test_an_empty_workspace_answers_calmly(tolqyn: Caller, tmp_path: Path) -> None:
    at = ("--workspace", tmp_path / "бос", "--json")
    tolqyn("init", tmp_path / "бос")
    for _ in range(2):
        assert tolqyn("waves", *at).document["waves"] == []
        assert tolqyn("search", "сөз", *at).document["hits"] == []
        assert tolqyn("check", *at).document["findings"] == []
        assert tolqyn("show", "all", *at).document["noun"] == "press"
        for words in (("show", "x"), ("brief", NO_WAVE, "-o", "x.html"), ("export", "rss", NO_WAVE, "-o", "x.xml")):
            said = tolqyn(*words, *at)
            assert said.code == 2 and "Traceback" not in said.err
        assert tolqyn("run", *at).code == 0
    assert tolqyn("run", *at).document == {"stages": {}}


def test_findings_end_with_1(tolqyn: Caller, copy: Workspace, tmp_path: Path) -> None:
    path = copy.brief(copy.strongest(Asked()), tmp_path / "b.md")
    for warc in copy.place.evidence.glob("*.warc.gz"):
        warc.write_bytes(warc.read_bytes()[:-40])
    said = tolqyn("check", "--workspace", copy.place.root)
    assert said.code == 1 and "backup" in said.out
    path.write_text(path.read_text(encoding="utf-8").replace("original texts", "texts", 1), encoding="utf-8")
    assert tolqyn("verify", path, "--workspace", copy.place.root).code == 1


def test_a_second_writer_and_a_missing_engine(tolqyn: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = demo_workspace(tmp_path / "w")
    with workspace.store.writer():
        said = tolqyn("run", "--workspace", workspace.place.root)
    assert said.code == 2 and "wait until it ends" in said.err
    rows = tmp_path / "a.jsonl"
    row = '{"url": "https://kz.example/1", "text": "Қазақстан", "source": "kz", "published_at": "2025-01-02"}\n'
    rows.write_text(row, encoding="utf-8")
    tolqyn("import", "jsonl", rows, "--workspace", workspace.place.root)
    monkeypatch.setitem(sys.modules, "ray", None)
    said = tolqyn("run", "--engine", "ray", "--workspace", workspace.place.root)
    assert said.code == 2 and "tolqyn[ray]" in said.err and "Traceback" not in said.err


def test_settings_that_are_broken_are_named(tolqyn: Caller, tmp_path: Path) -> None:
    (tmp_path / "tolqyn.toml").write_text("x = [", encoding="utf-8")
    said = tolqyn("waves", "--workspace", tmp_path)
    assert said.code == 2 and "tolqyn.toml" in said.err and "Traceback" not in said.err


def test_pipes_get_data_alone_and_no_escape_codes(finished: Workspace) -> None:
    for words in (("waves",), ("search", "Сарвению"), ("check",), ("run", "--engine", "here")):
        said = piped(finished.place.root, *words)
        assert said.code == 0 and said.out
        assert "\x1b" not in said.out + said.err
    wave = finished.strongest(Asked())
    table = piped(finished.place.root, "waves")
    assert wave in table.out and "false ones" in table.out and table.err == ""


def test_a_text_does_not_steer_the_terminal() -> None:
    assert plain("а\x1b]0;x\x07\x9b2Jб\tв\nг\ud800") == "а�]0;x��2Jб\tв\nг�"


def test_words_in_brackets_and_colons_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    say("[red]Қызыл[/red] :us: :warning:")
    assert capsys.readouterr().out == "[red]Қызыл[/red] :us: :warning:\n"


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_has_help(tolqyn: Caller, verb: str) -> None:
    said = tolqyn(verb, "--help")
    assert said.code == 0 and said.err == ""
    assert "--json" in said.out and "--workspace" in said.out


def test_help_is_quick() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", "from tolqyn.cli import main; main()", "--help"]
    done = subprocess.run(command, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert b"waves" in done.stdout
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1.5
