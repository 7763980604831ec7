"""The disk: the journal of each meeting, the book of the cell, search, lock and backup."""
