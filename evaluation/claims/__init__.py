"""How well blame, warnings and predictions are found: on passages written for it and on posts read by hand."""
