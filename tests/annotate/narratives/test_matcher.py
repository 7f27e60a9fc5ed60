"""Messages are found in the passages that carry them, in other words and languages; doubt is said where it is due."""

import pytest

from tolqyn.annotate.narratives import NarrativeMatcher
from tolqyn.annotate.roles import Annotator, Marked
from tolqyn.annotate.sentences import split
from tolqyn.annotate.targets import TargetAnnotator
from tolqyn.model.reading import Naming, NarrativeMatch, Text
from tolqyn.model.settings import Narrative
from tolqyn.packs import starter_narratives

COUP = "Запад готовит государственный переворот в Грузии."


def marked(text: str, language: str = "ru", headline_stop: int = 0) -> Marked:
    namings = tuple(
        Naming(one.start, one.stop, one.target, one.score) for one in TargetAnnotator().mark(text, language)
    )
    return Marked(Text("doc_1", text, language, None, headline_stop, tuple(split(text, language)), namings))


@pytest.fixture(scope="module")
def matcher() -> NarrativeMatcher:
    return NarrativeMatcher(starter_narratives())


def verdicts(matcher: NarrativeMatcher, text: str, language: str = "ru") -> dict[str, str]:
    (found,) = matcher.annotate([marked(text, language)])
    return {one.narrative: one.verdict for one in found if isinstance(one, NarrativeMatch)}


def test_it_is_a_component_of_its_role(matcher: NarrativeMatcher) -> None:
    assert isinstance(matcher, Annotator)
    assert matcher.role == "narratives"


def test_a_message_in_its_own_words_matches_with_its_span(matcher: NarrativeMatcher) -> None:
    text = "Погода в столице хорошая. " + COUP
    (found,) = matcher.annotate([marked(text)])
    match = next(one for one in found if one.narrative == "nar_coup")
    assert (match.verdict, text[match.start : match.stop]) == ("match", COUP)
    assert match.score > 0.6


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Вашингтон и Брюссель устраивают в Грузии майдан, чтобы свергнуть правительство.", "ru"),
        ("Захід готує державний заколот у Грузії.", "uk"),
        ("Батыс Грузияда мемлекеттік төңкеріс дайындап жатыр.", "kk"),
        ("Washington is plotting a coup in Georgia.", "en"),
    ],
)
def test_it_is_found_in_other_words_and_languages(matcher: NarrativeMatcher, text: str, language: str) -> None:
    assert "nar_coup" in verdicts(matcher, text, language)


def test_news_of_the_same_matter_does_not_match(matcher: NarrativeMatcher) -> None:
    text = "В Грузии продолжаются протесты, полиция задержала двадцать демонстрантов."
    assert "match" not in verdicts(matcher, text).values()


def test_a_denial_is_unsure(matcher: NarrativeMatcher) -> None:
    assert verdicts(matcher, "США опровергли, что Запад готовит переворот в Грузии.").get("nar_coup") != "match"


def test_without_its_target_a_message_is_not_about_anybody(matcher: NarrativeMatcher) -> None:
    assert "nar_coup" not in verdicts(matcher, "Заговорщики снова готовят государственный переворот.")


def test_a_message_about_one_target_is_not_told_of_another() -> None:
    own = Narrative("nar_own", ("Запад готовит переворот в {target}",), ("KZ",), cues=("запад", "переворот"))
    assert verdicts(NarrativeMatcher([own]), COUP) == {}
    said = "Запад готовит переворот в Казахстане."
    assert "nar_own" in verdicts(NarrativeMatcher([own, *starter_narratives()]), said)


def test_a_message_without_cues_is_at_most_unsure() -> None:
    bare = [Narrative(one.narrative_id, one.sentences, unlike=one.unlike) for one in starter_narratives()]
    found = verdicts(NarrativeMatcher(bare), COUP)
    assert found.get("nar_coup") == "unsure"


def test_marks_do_not_depend_on_neighbours(matcher: NarrativeMatcher) -> None:
    texts = [marked(COUP), marked("Қар жауды.", "kk"), marked("Запад бросит Украину и откажется от неё.")]
    assert matcher.annotate(texts) == [matcher.annotate([one])[0] for one in texts]


def test_an_empty_catalogue_and_empty_texts_give_nothing(matcher: NarrativeMatcher) -> None:
    assert NarrativeMatcher().annotate([marked(COUP)]) == [()]
    assert matcher.annotate([]) == []
    assert matcher.annotate([marked("")]) == [()]


def test_the_version_changes_with_the_catalogue(matcher: NarrativeMatcher) -> None:
    assert matcher.version != NarrativeMatcher().version
    assert matcher.version == NarrativeMatcher(starter_narratives()).version
