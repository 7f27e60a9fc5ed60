"""The main job on a real stream: known events found, no waves where the dates were dealt anew, time and memory."""
