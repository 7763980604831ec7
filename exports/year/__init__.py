"""The papers about a year of the cell."""
