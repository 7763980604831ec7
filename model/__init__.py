"""What a meeting is. Knows no screen, no Word, no command line."""
