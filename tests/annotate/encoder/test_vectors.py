"""Which passages get a vector, and that what is stored is what was computed."""

import numpy as np

from tolqyn.annotate.encoder import E5Vectors, Recent, passages, recent, values
from tolqyn.annotate.encoder.passages import LEAD_POINTS, SENTENCES
from tolqyn.annotate.roles import Annotator, Marked
from tolqyn.annotate.sentences import split
from tolqyn.model.reading import Text, Vector

TEXT = "Токаев прибыл в Ташкент.\n\nПрезидент встретится с коллегой. Да. Переговоры продлятся два дня, сказал он."


def marked(text: str, document: str = "doc_1") -> Marked:
    return Marked(Text(document, text, "ru", None, 0, tuple(split(text, "ru"))))


def test_it_is_a_component_of_its_role() -> None:
    assert isinstance(E5Vectors(), Annotator)
    assert E5Vectors().role == "vectors"


def test_the_lead_and_the_sentences_that_say_something() -> None:
    found = passages(marked(TEXT))
    assert [one.part for one in found] == ["lead", "sentence", "sentence", "sentence"]
    assert TEXT[found[2].start : found[2].stop] == "Президент встретится с коллегой."


def test_a_lead_ends_with_the_last_sentence_that_fits() -> None:
    text = "Қазақстан туралы ұзақ сөйлем осы жерде. " * 30
    lead = passages(marked(text))[0]
    assert LEAD_POINTS - 45 < lead.stop - lead.start <= LEAD_POINTS
    assert text[lead.stop - 1] == "."


def test_long_texts_are_read_to_a_bound() -> None:
    found = passages(marked("Қазақстан туралы сөйлем осы жерде. " * 100))
    assert sum(one.part == "sentence" for one in found) == SENTENCES


def test_stored_values_are_unit_vectors_in_halves() -> None:
    (vectors,) = E5Vectors().annotate([marked(TEXT)])
    assert all(isinstance(one, Vector) and len(one.values) == 768 for one in vectors)
    rows = values(vectors)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    exact = recent().encoder.encode([TEXT[one.start : one.stop] for one in vectors])
    assert np.allclose(rows, exact, atol=1e-3)


def test_marks_do_not_depend_on_neighbours_and_have_an_order() -> None:
    texts = [marked(TEXT, "doc_1"), marked("", "doc_2"), marked("Астанада қар жауды, жолдар жабылды.", "doc_3")]
    together = E5Vectors().annotate(texts)
    assert together == [E5Vectors().annotate([one])[0] for one in texts]
    assert together[1] == ()
    assert [one.start for one in together[0]] == sorted(one.start for one in together[0])


def test_what_is_remembered_is_what_would_be_computed() -> None:
    memory = Recent(recent().encoder, bound=2)
    texts = ["Бір сөйлем", "Екінші сөйлем", "Үшінші сөйлем", "Бір сөйлем"]
    assert memory.encode(texts).tobytes() == recent().encoder.encode(texts).tobytes()
    assert len(memory._known) == 2
