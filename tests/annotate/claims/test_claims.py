"""Claims as a reader would mark them: kinds, whose they are, whom they concern, on what condition."""

import pytest

from tolqyn.annotate.claims import LexicalClaims
from tolqyn.annotate.claims.lexicon import LANGUAGES, lexicon
from tolqyn.annotate.reader import bare_text
from tolqyn.annotate.roles import Marked
from tolqyn.annotate.targets import TargetAnnotator
from tolqyn.model.reading import Claim, Name, Quote

TARGETS, COMPONENT = TargetAnnotator(), LexicalClaims()


def claims(
    text: str, language: str = "ru", *, names: tuple[Name, ...] = (), quotes: tuple[Quote, ...] = ()
) -> list[Claim]:
    marked = Marked(bare_text(text, language, TARGETS), names, quotes)
    return list(COMPONENT.annotate([marked])[0])


def part(text: str, claim: Claim, name: str) -> str | None:
    start, stop = getattr(claim, f"{name}_start"), getattr(claim, f"{name}_stop")
    return None if start is None else text[start:stop]


def quote(text: str, content: str, speaker: str | None, *, cue: str | None = None, form: str = "direct") -> Quote:
    start = text.index(content)
    where = text.index(speaker) if speaker else None
    says = text.index(cue) if cue else None
    return Quote(
        "quo_x", "doc_x", form, start, start + len(content), says, says + len(cue) if cue and says else None,  # type: ignore[arg-type]
        where, where + len(speaker) if speaker and where is not None else None, speaker, "ent_speaker",
        None, None, None, None, 1.0, "test/1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "kind", "target", "content"),
    [
        ("ru", "Баку обвинил Ереван в срыве переговоров.", "blame", "Ереван", "срыве переговоров"),
        ("ru", "Лондон обвинил Польшу и Грузию в обмане.", "blame", "Польшу и Грузию", "обмане"),
        ("ru", "Война началась по вине Вашингтона.", "blame", "Вашингтона", "Война началась"),
        ("uk", "Посол звинуватив Росію у зриві угоди.", "blame", "Росію", "зриві угоди"),
        ("kk", "Депутат бағаның өсуіне үкіметті кінәлады.", "blame", "үкіметті", "бағаның өсуіне"),
        ("en", "Baku blamed Yerevan for the shelling.", "blame", "Yerevan", "the shelling"),
        ("ru", "Анкара пригрозила Афинам войной.", "warning", "Афинам", "войной"),
        ("ru", "Минск предупредил, что ответит ударом.", "warning", None, "ответит ударом"),
        ("en", "Ankara threatened Greece with war.", "warning", "Greece", "war"),
        ("ru", "Польше грозит распад.", "prediction", "Польше", "распад"),
        ("uk", "Росії загрожує розпад.", "prediction", "Росії", "розпад"),
        ("kk", "Бұл одақ жуық арада ыдырайды.", "prediction", None, "Бұл одақ жуық арада ыдырайды"),
        ("en", "Experts predict a war in Moldova.", "prediction", "Moldova", "a war in Moldova"),
    ],
)
def test_a_claim_with_its_parts(language: str, text: str, kind: str, target: str | None, content: str) -> None:
    [claim] = claims(text, language)
    assert claim.kind == kind
    assert part(text, claim, "target") == target
    assert part(text, claim, "content") == content
    assert (claim.start, claim.stop) == (0, len(text))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Посол не обвинял Грузию в предательстве."),
        ("ru", "Кто обвинил Грузию в предательстве?"),
        ("ru", "МЧС предупредило жителей о сильном ветре."),
        ("ru", "Участие в движении не влечёт последствий."),
        ("ru", "Если вы не согласны, последствия опишите в письме."),
        ("ru", "Сборная Польши готовится к матчу с Грузией."),
        ("ru", "Президент Польши ожидает гостей."),
        ("en", "The embassy has not accused Georgia of anything."),
        ("kk", "Ешкім Грузияны айыптаған жоқ."),
        ("uk", "Ніхто не звинувачував Грузію у зраді."),
    ],
)
def test_what_claims_nothing(language: str, text: str) -> None:
    assert claims(text, language) == []


@pytest.mark.parametrize("language", [None, "ar", "de"])
def test_a_language_that_it_does_not_know_gives_no_marks(language: str | None) -> None:
    assert claims("Баку обвинил Ереван в срыве переговоров.", language) == []  # type: ignore[arg-type]


def test_a_condition_is_kept_apart_from_what_is_threatened() -> None:
    text = "Анкара пригрозила закрыть проливы, если санкции не снимут."
    [claim] = claims(text)
    assert part(text, claim, "content") == "закрыть проливы"
    assert part(text, claim, "condition") == "если санкции не снимут"


def test_a_claim_in_a_quote_is_its_speakers() -> None:
    text = "«Польше грозит распад», — написал блогер."
    [claim] = claims(text, quotes=(quote(text, "Польше грозит распад", "блогер"),))
    assert (claim.holder, part(text, claim, "holder"), claim.holder_entity) == ("speaker", "блогер", "ent_speaker")


def test_a_speaker_left_open_stays_open() -> None:
    text = "«Польше грозит распад». Так пишут."
    [claim] = claims(text, quotes=(quote(text, "Польше грозит распад", None),))
    assert (claim.holder, claim.holder_start) == ("speaker", None)


def test_a_cue_beside_a_quote_makes_its_words_the_warning() -> None:
    text = "«Если Польша не уйдёт, мы ответим», — предупредил посол."
    [claim] = claims(text, quotes=(quote(text, "Если Польша не уйдёт, мы ответим", "посол"),))
    assert part(text, claim, "cue") == "предупредил"
    assert part(text, claim, "content") == "мы ответим"
    assert part(text, claim, "condition") == "Если Польша не уйдёт"
    assert claim.holder == "speaker"


def test_a_reported_quote_gives_its_speaker() -> None:
    text = "Посол сказал, что Польше грозит распад."
    [claim] = claims(text, quotes=(quote(text, "Польше грозит распад", "Посол", cue="сказал", form="reported"),))
    assert (claim.holder, part(text, claim, "holder")) == ("speaker", "Посол")


@pytest.mark.parametrize(
    ("text", "holder", "words"),
    [
        ("По словам депутата Петрова, Польше грозит распад.", "entity", "депутата Петрова"),
        ("Польше грозит распад, считает политолог Сомов.", "entity", "политолог Сомов"),
        ("**Польше грозит распад** — Bloomberg", "entity", "Bloomberg"),
        ("Польше грозит распад, говорится в докладе.", "unknown", None),
        ("Польше грозит распад.", "author", None),
        ("Ереван обвинили в обмане.", "unknown", None),
        ("Митинг провела оппозиция, которая обвинила Ереван в обмане.", "entity", "провела оппозиция"),
        ("Польша ввела пошлины и обвинила Ереван в обмане.", "entity", "Польша"),
        ("После ночного обстрела Баку обвинил Ереван в обмане.", "entity", "Баку"),
    ],
)
def test_whose_claim_it_is(text: str, holder: str, words: str | None) -> None:
    [claim] = claims(text)
    assert (claim.holder, part(text, claim, "holder")) == (holder, words)


def test_entities_come_from_names_and_targets() -> None:
    text = "Петров обвинил Грузию в обмане."
    name = Name("nam_x", "doc_x", 0, 6, "Петров", "PER", "Иван Петров", "ent_petrov", 1.0, "test/1")
    [claim] = claims(text, names=(name,))
    assert (claim.holder_entity, claim.target) == ("ent_petrov", "GE")


def test_a_claim_in_which_nobody_is_known_is_worth_less() -> None:
    [known], [unknown] = claims("Посол обвинил Польшу в обмане."), claims("Посол обвинил повара в обмане.")
    assert unknown.score < known.score


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_of_a_language_compiles_and_names_lists_that_exist(language: str) -> None:
    patterns = lexicon(language)
    other = {"named", "means", "meant", "awaited", "foreseen", "feared", "threat"}
    for form in patterns.forms:
        assert form.never is None or form.never in patterns.lists
        assert form.needs is None or form.needs in patterns.lists or form.needs in other
        assert 0 < form.score <= 1


def test_a_line_without_sentences_is_not_searched_for_ever() -> None:
    text = "обвинил " * 5_000
    assert isinstance(claims(text), list)
