"""Computes what `tolqyn.annotate.encoder` ships beside the weights."""
