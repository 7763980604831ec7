"""The rules of what is missing or doubtful, by their subjects; :mod:`model.checks` asks them all."""
