"""Trains the models of names that the package carries."""
