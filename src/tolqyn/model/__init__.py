"""The nouns of Tolqyn: frozen records that every room reads and writes, and nothing that touches a disk."""
