"""The form of a paper: blocks, page format, Word's own text, pictures; nothing about meetings."""
