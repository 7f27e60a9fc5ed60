"""How well names are found, made nominative and joined, and how fast, on marked texts."""
