"""Stand-off marks on documents: sentences, and the targets that a document names and is about."""
