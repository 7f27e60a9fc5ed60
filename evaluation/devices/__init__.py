"""How well hints of devices agree with the people who marked the Slavic persuasion corpus."""
