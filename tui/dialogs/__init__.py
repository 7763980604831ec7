"""Small screens over any other: a list to choose from, the key sheet. They know nothing of the program."""
