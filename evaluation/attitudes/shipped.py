"""The shipped model as it runs, in whole numbers of 8 bits, on the fifth of the sentences that it has not seen."""

import time
from dataclasses import dataclass

from evaluation.attitudes.heldout import gold_tuple
from evaluation.attitudes.scoring import Told, polar_f1, tuple_f1, word_numbers
from tolqyn.annotate.attitudes import AdapterAttitudes, Opinion
from tolqyn.annotate.attitudes.calibration import told
from tolqyn.annotate.attitudes.modelfile import shipped
from tolqyn.annotate.roles import Marked
from tolqyn.model.reading import Naming, Text
from tolqyn.model.spans import Span
from training.attitudes.corpora import labelled, opined
from training.attitudes.folds import SHIPPED_FOLD, fold_of


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast sentences with one named target are read."""

    pairs_per_cpu_second: float


def polarity_figures(component: AdapterAttitudes) -> dict[str, float]:
    """Mean F1 of both polarities; the thresholds were fitted on these rows, which flatters it by about a hundredth."""
    rows = [row for row in labelled() if fold_of(row.sentence) == SHIPPED_FOLD]
    settings = shipped().settings
    said = [told(component.chances(row.sentence, row.target), settings) for row in rows]
    return {"f1": polar_f1([row.polarity for row in rows], said)}


def tuple_figures(component: AdapterAttitudes) -> dict[str, float]:
    """Tuple F1 of open extraction."""
    rows = [row for row in opined() if fold_of(row.sentence) == SHIPPED_FOLD]
    gold = [list(dict.fromkeys(gold_tuple(row.sentence, one) for one in row.tuples)) for row in rows]
    said = [[_told(row.sentence, one) for one in component.opinions(row.sentence)] for row in rows]
    return {"tuple_f1": tuple_f1(gold, [list(dict.fromkeys(one)) for one in said])}


def speed(component: AdapterAttitudes, pairs: int = 400) -> Speed:
    """(sentence, target) pairs in a second of one core, marks and all."""
    texts = [_text(row.sentence, row.target) for row in labelled()[:pairs]]
    began = time.process_time()
    component.annotate(texts)
    return Speed(pairs / (time.process_time() - began))


def _text(sentence: str, target: Span) -> Marked:
    naming = Naming(target.start, target.stop, "X", 1.0)
    return Marked(Text("doc_x", sentence, "ru", None, 0, (Span(0, len(sentence)),), (naming,)))


def _told(sentence: str, one: Opinion) -> Told:
    holder = frozenset(["author"]) if one.by_author else frozenset[int | str]()
    if one.holder is not None:
        holder = word_numbers(sentence, one.holder.start, one.holder.stop)
    target, shown = one.target, one.expression
    words = (word_numbers(sentence, target.start, target.stop), word_numbers(sentence, shown.start, shown.stop))
    return Told(holder, *words, one.polarity)
