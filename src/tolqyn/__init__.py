"""Tolqyn shows when, by whom and with what words a press turns on a target, and lets anyone check it."""
