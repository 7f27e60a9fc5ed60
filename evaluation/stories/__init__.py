"""Stories and narratives on real streams: beside peers, as the stream grows, and at scale."""
