"""How often catalogued messages are found where a reader found them too."""
