"""Minutes of earlier years, as text: what can be taken from them for certain, each fact with its place."""
