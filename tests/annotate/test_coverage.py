"""What a document is about: the headline and the lead, repetition, and never a channel's footer."""

from tolqyn.annotate.coverage import Options, foot_start, lead_end
from tolqyn.annotate.targets import TargetAnnotator, cover
from tolqyn.model.document import Document
from tolqyn.model.mark import Coverage

EVERYTHING = TargetAnnotator()
FILLER = "Городские службы сообщили о ходе работ на дорогах и о планах на неделю. "


def covered(text: str, title: str | None = None, language: str = "ru") -> dict[str, Coverage]:
    document = Document("doc_x", "cap_x", "канал", "post", "t.me/x/1", None, title, text, language=language)
    return {row.target: row for row in cover(document, EVERYTHING.annotate(document))}


def test_a_name_in_the_headline_covers() -> None:
    row = covered(FILLER * 10, title="Протесты в Грузии")["GE"]
    assert row.prominent
    assert row.mentions == 1


def test_a_name_in_the_first_sentence_covers_in_kazakh() -> None:
    assert covered("Грузияда наразылық жалғасып жатыр. Полиция су атқыш қолданды.", language="kk")["GE"].prominent


def test_a_passing_mention_in_a_long_article_does_not() -> None:
    assert covered(FILLER * 10 + "Такие же есть в Грузии. " + FILLER * 10) == {}


def test_a_name_that_comes_back_covers_without_the_lead() -> None:
    row = covered(FILLER * 4 + "Грузия ответила. Грузию поддержали. Грузии помогут. ")["GE"]
    assert not row.prominent
    assert row.mentions == 3


def test_a_footer_covers_nothing() -> None:
    assert covered("В школе починили крышу, дети вернулись.\n\nПодписаться на МИД России") == {}
    assert covered(FILLER + "\n\n🇬🇪 Новости Грузии | @georgia\nhttps://t.me/georgia") == {}


def test_a_post_of_one_line_is_no_footer() -> None:
    assert "GE" in covered("Премьер Грузии ушёл в отставку")


def test_a_city_that_is_only_a_place_does_not_make_its_state_the_subject() -> None:
    assert covered("В Москве ожидается снег. Коммунальные службы готовы.") == {}


def test_a_late_lone_adjective_is_passing() -> None:
    text = "Таможенники нашли в аэропорту у пассажиров рейса, прибывшего утром, шестнадцать бутылок французского вина."
    assert "FR" not in covered(text)
    assert "FR" in covered("Французские фермеры перекрыли дороги.")


def test_a_list_of_countries_is_about_the_first_of_them() -> None:
    text = "Карты банка не работают в Венгрии, Египте, Италии, Индонезии, Германии и Греции."
    assert set(covered(text)) == {"HU", "EG"}


def test_the_score_grows_with_mentions() -> None:
    once = covered("Грузия подписала договор.")["GE"].score
    thrice = covered("Грузия подписала договор. Грузии помогут. Грузию ждут.")["GE"].score
    assert 0 < once < thrice <= 1


def test_lead_and_foot_stay_inside_any_text() -> None:
    for text in ("", "\n\n", "а", "Слово\n", "@x\n@y", FILLER * 20, "без точки " * 60):
        assert 0 <= lead_end(text) <= len(text)
        assert 0 <= foot_start(text) <= len(text)
    assert lead_end("без точки " * 60) == Options().lead_limit
