"""How well and how fast copies are found, on real posts; texts are read from beside the checkout, only ids are kept."""
