"""Quality and speed on real data, held by floors. Run as `python -m evaluation.ROOM`."""
