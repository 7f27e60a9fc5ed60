"""How well quotes are found: content, cue, speaker and role, on invented passages and on real Russian sentences."""
