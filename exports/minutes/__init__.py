"""The minutes of a meeting: what they say, item by item, and their tables."""
