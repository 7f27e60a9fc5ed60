"""The starter catalogue is whole: every message in two languages, with its cues, its likes and unlikes, and a note."""

from tolqyn.annotate.narratives.cues import held
from tolqyn.annotate.narratives.messages import guess_language
from tolqyn.packs import starter_narratives


def test_every_message_says_what_counts_in_two_languages() -> None:
    assert len(starter_narratives()) >= 25
    for one in starter_narratives():
        assert {"en", "ru"} <= {guess_language(sentence) for sentence in one.sentences}, one.narrative_id
        assert one.unlike and one.cues and one.note and one.source, one.narrative_id


def test_every_message_holds_its_own_cues_in_some_wording_of_each_language() -> None:
    for one in starter_narratives():
        for language in ("en", "ru"):
            wordings = [sentence for sentence in one.sentences if guess_language(sentence) == language]
            assert any(held(sentence, one.cues) == len(one.cues) for sentence in wordings), (one.narrative_id, language)


def test_identifiers_are_unique() -> None:
    names = [one.narrative_id for one in starter_narratives()]
    assert len(names) == len(set(names))
