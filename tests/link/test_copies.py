"""What is a copy of what, on texts written for the purpose."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tolqyn.link import LinkInput, Options, find_copies
from tolqyn.link.evidence import REASONS
from tolqyn.model.link import Link

START = datetime(2024, 11, 20, 9, tzinfo=UTC)
STORY = (
    "Министр транспорта заявил в четверг, что новая железная дорога между двумя областными центрами откроется раньше "
    "срока, потому что строители закончили мост через реку и проложили последний участок пути под горным перевалом. "
    "По его словам, поезда будут ходить каждый день, а билеты поступят в продажу уже в следующем месяце."
)
OTHER = (
    "Учёные университета описали новый вид жуков, которые живут в пещерах на севере страны и обходятся без света. "
    "Насекомых нашли случайно, когда обследовали подземное озеро после весеннего паводка и брали пробы воды."
)
VOCABULARY = [f"слово{letter}{other}" for letter in "абвгдежзиклмн" for other in "опрстуфхцчшщыэюя"]


def words(seed: int, count: int = 40) -> str:
    """A text that shares no run of words with one of another seed."""
    return " ".join(random.Random(seed).choices(VOCABULARY, k=count))


def document(name: str, text: str, source: str = "а", minutes: float = 0, **more: object) -> LinkInput:
    """A document some minutes after the start."""
    fields = {"published_at": START + timedelta(minutes=minutes), **more}
    return LinkInput(name, source, text, **fields)  # type: ignore[arg-type]


def pairs(links: list[Link]) -> set[tuple[str, str]]:
    return {(link.document_id, link.original_id) for link in links}


def only(links: list[Link]) -> Link:
    assert len(links) == 1, links
    return links[0]


def test_nothing_has_no_copies() -> None:
    assert find_copies([]) == []
    assert find_copies([document("a", "")]) == []


def test_an_exact_reprint_names_its_original_lag_and_passage() -> None:
    link = only(find_copies([document("b", STORY, "б", 5), document("a", STORY)]))
    assert (link.document_id, link.original_id, link.score, link.lag_s) == ("b", "a", 1.0, 300.0)
    assert link.reasons == ("exact-text",)
    assert STORY[link.start : link.stop] == STORY[link.original_start : link.original_stop] == STORY.rstrip(".")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda text: "Как пишут коллеги из соседней редакции: " + text, "lead-added"),
        (lambda text: text + " Местные жители относятся к этому с осторожностью и ждут.", "tail-added"),
        (lambda text: text.split(". ")[0], "tail-cut"),
        (lambda text: " ".join(text.split()[8:]), "lead-cut"),
        (
            lambda text: text.replace("Министр транспорта заявил в четверг", "Глава ведомства сообщил вчера"),
            "lead-changed",
        ),
        (lambda text: text.replace("горным перевалом", "старым хребтом"), "edited"),
        (lambda text: text.replace("уже в следующем месяце", "этой зимой до праздников"), "tail-changed"),
    ],
)
def test_a_near_reprint_says_what_was_changed(change: object, reason: str) -> None:
    changed = change(STORY)  # type: ignore[operator]
    link = only(find_copies([document("a", STORY), document("b", changed, "б", 9)]))
    assert reason in link.reasons
    assert link.reasons[0].startswith("containment=")
    passage = changed[link.start : link.stop]
    assert len(passage.split()) > 10
    assert passage.casefold() == STORY[link.original_start : link.original_stop].casefold()


def test_reasons_are_a_closed_vocabulary() -> None:
    stream = [document(f"d{k}", STORY if k % 2 else STORY[30 * k :] + OTHER, f"s{k}", k) for k in range(8)]
    reasons = {reason.split("=")[0] for link in find_copies(stream) for reason in link.reasons}
    assert reasons
    assert reasons <= set(REASONS)


def test_other_news_is_no_copy() -> None:
    assert find_copies([document("a", STORY), document("b", OTHER, "б", 1)]) == []


def test_copies_lie_within_the_window() -> None:
    far = [document("a", STORY), document("b", STORY, "б", 15 * 24 * 60)]
    assert find_copies(far) == []
    assert pairs(find_copies(far, Options(window_days=20))) == {("b", "a")}


FOOTER = "\n\nПодписаться на канал | Прислать новость в редакцию | Наш чат для читателей | Реклама и сотрудничество"


def test_a_footer_makes_no_copies() -> None:
    channel = [document(f"d{k}", words(k, 12) + FOOTER, "канал", 60 * k) for k in range(40)]
    assert find_copies(channel) == []


def test_posts_of_nothing_but_a_footer_are_no_copies() -> None:
    channel = [document(f"d{k}", words(k, 12) + FOOTER, "канал", 60 * k) for k in range(40)]
    empty = [document(f"e{k}", FOOTER.strip(), "канал", 60 * k + 7) for k in range(6)]
    assert find_copies(channel + empty) == []


def test_a_copy_that_took_the_footer_along_is_the_same_text() -> None:
    channel = [document(f"d{k}", words(k, 12) + FOOTER, "канал", 60 * k) for k in range(40)]
    short = words(3, 12) + FOOTER
    link = only(find_copies([*channel, document("x", short, "другой", 60 * 3 + 5)]))
    assert (link.document_id, link.original_id, link.reasons) == ("x", "d3", ("exact-text",))


def test_an_advert_that_is_posted_again_is_a_copy() -> None:
    advert = "Курсы программирования для начинающих: запишитесь сегодня и получите скидку на первый месяц обучения"
    channel = [document(f"d{k}", words(k, 12) + FOOTER, "канал", 60 * k) for k in range(40)]
    adverts = [document(f"r{k}", advert + FOOTER, "канал" if k % 2 else "другой", 100 * k + 1) for k in range(20)]
    assert pairs(find_copies(channel + adverts)) == {(f"r{k}", "r0") for k in range(1, 20)}


@pytest.mark.parametrize(
    "form",
    [
        "Курсы валют на сегодня: доллар США {} рубля, евро {} рубля, юань {} рубля, по данным банка страны",
        "Погода в столице: днём {} градуса тепла, ночью {} градуса, ветер северный, {} метра в секунду, без осадков",
        "За сутки противник потерял {} человек, {} орудий и {} танков, говорится в ежедневной сводке ведомства",
        "Ауа райы: бүгін Астанада күндіз {} градус жылы, түнде {} градус, желдің жылдамдығы секундына {} метр болады",
    ],
)
def test_a_form_with_other_figures_is_no_copy(form: str) -> None:
    series = [document(f"d{k}", form.format(90 + k, 41 + 3 * k, 12 + 7 * k), "канал", 24 * 60 * k) for k in range(10)]
    assert find_copies(series) == []
    reprint = document("x", series[4].reading, "другой", 24 * 60 * 4 + 10)
    assert pairs(find_copies([*series, reprint])) == {("x", "d4")}


def test_one_corrected_figure_in_a_long_text_is_an_edit() -> None:
    figures = " ".join(f"Район {name} получил {k} машин." for k, name in enumerate("абвгдежзик", 11))
    changed = figures.replace("15", "25")
    assert pairs(find_copies([document("a", STORY + figures), document("b", STORY + changed, "а", 30)])) == {("b", "a")}


@pytest.mark.parametrize("text", ["⚡️", "Доброе утро", "Воздушная тревога в области", "早上好", "อรุณสวัสดิ์"])
def test_greetings_are_no_copies(text: str) -> None:
    assert find_copies([document("a", text), document("b", text, "б", 3)]) == []


def test_a_short_distinctive_text_is_a_copy_only_when_equal() -> None:
    short = "Президентом академии избрана математик Евгения Заславская"
    assert pairs(find_copies([document("a", short), document("b", f"⚡️{short}!", "б", 3)])) == {("b", "a")}
    assert find_copies([document("a", short), document("b", short + " вчера", "б", 3)]) == []


@pytest.mark.parametrize(
    "text",
    [
        "国务院总理星期四在北京会见来访的外国代表团并就双边贸易和能源合作交换意见双方同意扩大投资规模",
        "นายกรัฐมนตรีแถลงข่าวเมื่อวันพฤหัสบดีเกี่ยวกับโครงการรถไฟสายใหม่ที่จะเปิดให้บริการก่อนกำหนด",
        "Қазақстан үкіметі жаңа теміржол желісін мерзімінен бұрын ашатынын және билеттер келесі айда сатылатынын айтты",
        "ประชุม政府は木曜日に新しい鉄道路線を予定より早く開通させると発表し切符は来月から販売される見込みだと述べた",
    ],
)
def test_scripts_with_and_without_spaces(text: str) -> None:
    tail = text[len(text) // 3 :]
    assert pairs(find_copies([document("a", text), document("b", tail, "б", 3)])) == {("b", "a")}


def test_letter_case_yo_and_tracking_addresses_do_not_matter() -> None:
    one = (
        "Все пришлёт почта: заказ оформлен на сайте https://shop.example/?utm=1 и будет доставлен бесплатно до субботы"
    )
    two = one.upper().replace("Ё", "Е").replace("HTTPS://SHOP.EXAMPLE/?UTM=1", "https://shop.example/?utm=2")
    assert only(find_copies([document("a", one), document("b", two, "б", 3)])).reasons == ("exact-text",)


def test_the_same_address_with_another_text_is_an_edit() -> None:
    first = document("a", STORY, captured_at=START, address="https://site.example/1")
    edit = document("b", OTHER, captured_at=START + timedelta(days=30), address="https://site.example/1")
    link = only(find_copies([edit, first]))
    assert (link.document_id, link.original_id) == ("b", "a")
    assert "same-address" in link.reasons


def test_direction_is_told_by_forwards_links_and_names() -> None:
    post = document("a", STORY, "t.me/kanal", address="https://t.me/kanal/7")
    site = document("b", STORY + " Источник: @kanal", "сайт.рф", 40, links=("https://t.me/kanal/7",))
    forward = document("c", STORY, "t.me/drugoy", 50, forwarded_from="kanal")
    found = {link.document_id: link.reasons for link in find_copies([post, site, forward])}
    assert found["b"][-2:] == ("links-to-original", "names-source")
    assert "forwarded-from" in found["c"]


def test_undated_documents_are_never_originals_of_dated_ones() -> None:
    undated = document("a", STORY, published_at=None, captured_at=START - timedelta(days=1))
    link = only(find_copies([undated, document("b", STORY, "б", 3)]))
    assert (link.document_id, link.original_id, link.lag_s) == ("a", "b", None)


def test_a_tie_goes_to_the_first_captured_then_to_the_identifier() -> None:
    early = document("z", STORY, "б", captured_at=START + timedelta(hours=1))
    late = document("a", STORY, "в", captured_at=START + timedelta(hours=2))
    assert pairs(find_copies([late, early])) == {("a", "z")}
    assert pairs(find_copies([document("b", STORY, "б"), document("a", STORY, "в")])) == {("b", "a")}


def test_a_copy_of_a_copy_goes_back_to_the_first() -> None:
    parts = [words(k, 12) for k in range(4)]
    chain = [
        document("a", " ".join(parts[:3]), "а", 0),
        document("b", " ".join(parts[:2]) + " дальше своими словами", "б", 1),
        document("c", " ".join([parts[1], parts[0]]) + " пересказ", "в", 2),
    ]
    assert pairs(find_copies(chain)) == {("b", "a"), ("c", "a")}


def test_a_drifting_chain_never_becomes_one_group() -> None:
    parts = [words(k, 10) for k in range(40)]
    drift = [document(f"d{k:02}", " ".join(parts[k : k + 4]), f"s{k}", k) for k in range(36)]
    links = find_copies(drift)
    texts = {one.document_id: one.reading for one in drift}
    for link in links:
        shared = set(texts[link.document_id].split()) & set(texts[link.original_id].split())
        assert len(shared) > 10
        assert int(link.document_id[1:]) - int(link.original_id[1:]) <= 3
        assert link.score >= Options().floor


def test_a_digest_follows_the_text_it_shares_most_with() -> None:
    one, two = document("a", words(1, 12), "а"), document("b", words(2, 60), "б", 1)
    digest = document("c", f"{one.reading}\n{two.reading}", "в", 2)
    assert pairs(find_copies([one, two, digest])) == {("c", "b")}


@st.composite
def streams(draw: st.DrawFn) -> list[LinkInput]:
    """Documents cut from a few texts, with footers, at times that collide."""
    texts = [words(seed, 30).split() for seed in range(4)]
    count = draw(st.integers(2, 14))
    stream = []
    for k in range(count):
        text = draw(st.sampled_from(texts))
        start = draw(st.integers(0, 15))
        tail = " ".join(draw(st.lists(st.sampled_from(VOCABULARY), max_size=4)))
        minutes = draw(st.sampled_from([0, 0, 5, 600, 1440 * 5, 1440 * 13]))
        source = draw(st.sampled_from(["а", "б", "в"]))
        stream.append(document(f"d{k}", f"{' '.join(text[start : start + 18])} {tail}", source, minutes))
    return stream


@settings(max_examples=60, deadline=None)
@given(streams(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(stream: list[LinkInput], shuffled: random.Random) -> None:
    mixed = stream.copy()
    shuffled.shuffle(mixed)
    assert find_copies(mixed) == find_copies(stream)


@settings(max_examples=60, deadline=None)
@given(streams(), st.integers(0, 14))
def test_adding_documents_later_gives_the_links_of_all_at_once(stream: list[LinkInput], cut: int) -> None:
    known, new = stream[:cut], stream[cut:]
    merged = {link.document_id: link for link in find_copies(known)}
    fresh = find_copies(new, known=known)
    merged.update({link.document_id: link for link in fresh})
    assert sorted(merged.values(), key=lambda link: link.document_id) == find_copies(stream)


@settings(max_examples=60, deadline=None)
@given(streams())
def test_every_copy_has_one_link_to_an_earlier_document(stream: list[LinkInput]) -> None:
    order = {one.document_id: (one.published_at, one.document_id) for one in stream}
    links = find_copies(stream)
    assert len({link.document_id for link in links}) == len(links)
    assert all(order[link.original_id] < order[link.document_id] for link in links)
