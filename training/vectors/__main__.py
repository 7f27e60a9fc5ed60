"""Means of vectors by language over SIB-200's train sentences, the same 701 in ten languages.

Run it from the project's root: `python -m training.vectors`. It writes `centring.json` beside the encoder; two runs
on one machine are byte-equal. Its dev sentences are left out, so that they can be scored.
"""

import csv
import sys
from pathlib import Path

from evaluation.floors import REAL_DATA, absent
from tolqyn.annotate.encoder import MODEL, Centring, Encoder

CORPUS = REAL_DATA / "sib200" / "data" / "annotated"
TARGET = Path(__file__).resolve().parents[2] / "src" / "tolqyn" / "annotate" / "encoder" / "centring.json"

LANGUAGES = {
    "be": "bel_Cyrl", "bg": "bul_Cyrl", "en": "eng_Latn", "kk": "kaz_Cyrl", "ky": "kir_Cyrl", "ru": "rus_Cyrl",
    "tr": "tur_Latn", "uk": "ukr_Cyrl", "uz": "uzn_Latn", "zh": "zho_Hans",
}  # fmt: skip


def sentences(folder: str, split: str) -> dict[str, str]:
    """Sentences of one language by their number, which is the same in all languages."""
    with (CORPUS / folder / f"{split}.tsv").open(encoding="utf-8", newline="") as rows:
        return {row["index_id"]: row["text"] for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)}


def main() -> int:
    """Encode, average, write."""
    missing = absent([CORPUS])
    if missing:
        print(missing)
        return 1
    encoder, found = Encoder.load(), Centring(MODEL, {}, {})
    for code, folder in LANGUAGES.items():
        texts = list(sentences(folder, "train").values())
        found = found.grown(encoder.encode(texts), [code] * len(texts))
        print(code, len(texts))
    TARGET.write_text(found.as_json(), "utf-8")
    print(found.version)
    return 0


if __name__ == "__main__":
    sys.exit(main())
