"""Names of people, organisations and places: found, brought to their normal form, joined within and across documents."""
