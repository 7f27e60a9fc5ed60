"""The read path: search, timelines, trace (anything to its evidence), show."""
