"""A meeting in, a Word file out. Knows no screen and no store."""
