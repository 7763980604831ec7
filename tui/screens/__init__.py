"""The screens of the program, each with its style sheet beside it."""
