"""What comes in: imports of files, and polite fetching of feeds, sitemaps, channels and articles."""
