"""Looking back: what was said, decided, promised, what became of it, and the plots of it."""
