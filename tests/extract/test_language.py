"""Language by letters, statistics and habit."""

import pytest

from tolqyn.extract import identify
from tolqyn.extract.language import known_languages
from tolqyn.extract.scripts import LANGUAGES, WORD, alien_shares

SENTENCES = {
    "ru": "Правительство утвердило программу ремонта дорог на три года",
    "uk": "Уряд затвердив програму ремонту доріг на три роки, повідомили журналісти",
    "be": "Урад зацвердзіў праграму рамонту дарог на тры гады, паведамілі журналісты",
    "kk": "Үкімет үш жылға арналған жол жөндеу бағдарламасын бекітті",
    "ky": "Өкмөт үч жылга жол оңдоо программасын бекитти деп билдиришти журналисттер",
    "tg": "Ҳукумат барномаи таъмири роҳҳоро барои се сол тасдиқ кард",
    "uz": "Hukumat yo‘llarni ta’mirlash dasturini uch yilga tasdiqladi",
    "tr": "Hükümet üç yıllık yol onarım programını onayladı, gazeteciler bildirdi",
    "en": "The government approved a three-year programme of road repairs",
    "bg": "Правителството одобри програмата за ремонт на пътищата за три години",
    "ka": "მთავრობამ დაამტკიცა გზების შეკეთების პროგრამა",
    "hy": "Կառավարությունը հաստատեց ճանապարհների վերանորոգման ծրագիրը",
    "zh": "政府批准了为期三年的道路维修计划",
    "ar": "وافقت الحكومة على برنامج لإصلاح الطرق لمدة ثلاث سنوات",
    "de": "Die Regierung hat ein dreijähriges Programm zur Reparatur der Straßen gebilligt",
}


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_sentences(language: str, sentence: str) -> None:
    found, score = identify(sentence)
    assert found == language
    assert score is not None
    assert 0.6 <= score <= 1.0


def test_capitals_change_nothing() -> None:
    assert identify(SENTENCES["kk"].upper())[0] == "kk"


@pytest.mark.parametrize(
    "text", ["", "🔥🔥🔥", "18:30, №5 — 1 000 000 ₽", "https://zarya.example/новости", "@kolsay_news", "ок"]
)
def test_too_little_to_tell(text: str) -> None:
    assert identify(text) == (None, None)


def test_habit_decides_near_equals_only() -> None:
    assert identify("Новости", usual=("ru",))[0] == "ru"
    assert identify("Новини", usual=("uk",))[0] == "uk"
    assert identify(SENTENCES["kk"], usual=("ru",))[0] == "kk"
    assert identify(SENTENCES["en"], usual=("ru", "kk"))[0] == "en"


def test_brands_and_code_do_not_move_a_russian_post() -> None:
    assert identify("Подборка шпаргалок по Docker, Kubernetes и PostgreSQL для разработчиков Senior Backend")[0] == "ru"


def test_a_name_in_another_alphabet_does_not_move_a_sentence() -> None:
    assert identify("В Астане прошла встреча, на которой выступил Қасым Әбдірахманов, сообщили журналисты")[0] == "ru"


def test_at_least_twenty_five_languages() -> None:
    assert len(known_languages()) >= 25
    assert {"ru", "uk", "kk", "ky", "be", "tg", "uz", "tr", "en", "az", "hy", "ka", "ro", "pl", "tt", "tk"} <= set(
        known_languages()
    )


def test_each_alphabet_spells_itself() -> None:
    for language in set(LANGUAGES["cyrillic"]) & SENTENCES.keys():
        assert alien_shares(WORD.findall(SENTENCES[language]))[language] == 0.0
