"""Documents from attitudes, and counts from documents with their error."""

import pytest

from tolqyn.annotate.attitudes.stance import Accuracy, corrected_share, document_stance, share_variance
from tolqyn.model.reading import Attitude, AttitudeKind, Naming, Text
from tolqyn.model.spans import Span

ACCURACY = Accuracy(0.8, 0.9, 50, 150)


def attitude(kind: AttitudeKind, start: int, score: float, target: str = "GE") -> Attitude:
    polarity = -1 if "hosti" in kind else 1
    return Attitude(
        f"att_{start}",
        "doc_x",
        "author",
        None,
        None,
        None,
        target,
        start,
        start + 3,
        polarity,
        kind,
        None,
        None,
        score,
        "t/1",
    )


def text(*targets: tuple[int, str]) -> Text:
    sentences = (Span(0, 10), Span(10, 20), Span(20, 30))
    namings = tuple(Naming(start, start + 3, target, 1.0) for start, target in targets)
    return Text("doc_x", "қ" * 30, "kk", None, 0, sentences, namings)


def test_three_ways_are_kept_apart() -> None:
    found = document_stance(
        [attitude("hostile", 0, 0.5), attitude("reports-hostility", 10, 0.4), attitude("quotes-hostility", 20, 0.3)],
        text((0, "GE"), (10, "GE"), (20, "GE")),
    )
    (one,) = found
    assert (one.own, one.reports, one.quotes) == (0.5, 0.4, 0.3)
    assert one.chance == pytest.approx(1 - 0.5 * 0.6 * 0.7)
    assert (one.share, one.sentences, one.hostile) == (1.0, 3, True)


def test_support_is_no_hostility_and_a_target_without_attitude_is_there() -> None:
    found = document_stance([attitude("supportive", 0, 0.9)], text((0, "GE"), (12, "KZ")))
    assert [(one.target, one.chance, one.hostile) for one in found] == [("GE", 0.0, False), ("KZ", 0.0, False)]


def test_sentences_of_one_target_only_are_counted() -> None:
    (one,) = document_stance([attitude("hostile", 12, 0.2)], text((0, "GE"), (2, "GE"), (12, "GE")))
    assert (one.sentences, one.share, one.hostile) == (2, 0.5, False)
    assert document_stance([], text()) == ()


def test_a_share_is_corrected_by_what_the_test_misses_and_invents() -> None:
    share = 0.4
    seen = share * 0.8 + (1 - share) * 0.1
    assert corrected_share(round(1000 * seen), 1000, ACCURACY) == pytest.approx(share, abs=1e-3)
    assert corrected_share(0, 100, ACCURACY) == 0.0
    assert corrected_share(100, 100, ACCURACY) == 1.0
    assert corrected_share(0, 0, ACCURACY) == 0.0


def test_a_test_that_says_nothing_corrects_nothing() -> None:
    assert corrected_share(30, 100, Accuracy(0.5, 0.5, 10, 10)) == 0.3
    assert share_variance(30, 100, Accuracy(0.5, 0.5, 10, 10)) == 0.25


def test_variance_shrinks_with_documents_but_not_below_that_of_the_error() -> None:
    few, many = share_variance(40, 100, ACCURACY), share_variance(4000, 10000, ACCURACY)
    assert few > many > 0
    assert many > share_variance(4000, 10000, Accuracy(0.8, 0.9, 5000, 5000))
