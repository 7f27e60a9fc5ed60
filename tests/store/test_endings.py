"""Our own stemmers bring the forms of a noun together and keep other words apart.

The lists were written here and the rules mended on them, so they guard against loss; they do not measure quality.
"""

import pytest

from tolqyn.store.endings import stem_kazakh, stem_ukrainian

KAZAKH = """
қала: қалалар қаланың қалаға қаланы қалада қаладан қаламен қаласы қаласында қаласының қалаларда қаладағы
ел: елдер елдің елге елді елде елден елмен елі елінің елдердің елдеріне еліміз елімізде елдегі еліміздің
мектеп: мектептер мектептің мектепке мектепті мектепте мектептен мектебі мектебінде мектептерде
кітап: кітаптар кітаптың кітапқа кітабы кітабын кітаптан кітаппен
президент: президенттің президентке президентті президенті президентінің президенттер президентіне
министр: министрдің министрге министрі министрлер министрлердің министрінің
қазақстан: қазақстанның қазақстанға қазақстанда қазақстаннан қазақстанмен қазақстандағы
бала: балалар баланың балаға балалардың балаларымыз баласы баласының балаларына
үкімет: үкіметтің үкіметке үкіметі үкіметінің үкіметімен
соғыс: соғыстың соғысқа соғысы соғыстар соғыста соғыстан
халық: халықтың халыққа халықтар халықтан
қазақ: қазақтар қазақтың қазаққа қазағы
астана: астанада астананың астанаға астанадан астанадағы
шешім: шешімді шешімнің шешімі шешімдер шешіміне шешімін
сайлау: сайлаудың сайлауға сайлауда сайлауы сайлаулар
"""
UKRAINIAN = """
санкція: санкції санкцій санкціям санкціями санкцію
україна: україни україні україну україною
президент: президента президенту президентом президентові
уряд: уряду урядом уряди урядів
російський: російського російському російська російської російські російських
область: області областей областю
переговори: переговорів переговорам переговорами
"""
APART = [("қала", "қалам"), ("ел", "елу"), ("бала", "балық"), ("тіл", "тілек"), ("қар", "қарар"), ("ана", "анар")]


def groups(listing: str) -> list[tuple[str, list[str]]]:
    return [(base, forms.split()) for base, forms in (line.split(":") for line in listing.strip().splitlines())]


@pytest.mark.parametrize(("base", "forms"), groups(KAZAKH))
def test_forms_of_a_kazakh_noun_share_its_stem(base: str, forms: list[str]) -> None:
    assert {form for form in forms if stem_kazakh(form) != stem_kazakh(base)} == set()


@pytest.mark.parametrize(("base", "forms"), groups(UKRAINIAN))
def test_forms_of_a_ukrainian_noun_share_its_stem(base: str, forms: list[str]) -> None:
    assert {form for form in forms if stem_ukrainian(form) != stem_ukrainian(base)} == set()


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert stem_kazakh(one) != stem_kazakh(other)


def test_an_ending_goes_only_where_vowels_agree() -> None:
    assert stem_kazakh("бұлден") == "бұлден"
    assert stem_kazakh("үйлер") == "үй"
