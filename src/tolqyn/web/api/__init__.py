"""The API, by versions."""
