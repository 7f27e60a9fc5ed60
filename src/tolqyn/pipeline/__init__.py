"""The write path: one list of stages, pending work as an anti-join, every item accounted for."""
