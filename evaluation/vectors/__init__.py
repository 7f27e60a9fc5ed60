"""How well vectors find a sentence's translation, and how fast they are made."""
