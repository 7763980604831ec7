"""The forms: their fields, and what becomes of them."""
