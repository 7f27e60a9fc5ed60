"""How well and how fast bytes become documents, on real pages, sentences and posts."""
