"""Scoring: sheets as data, facts measured on a meeting, points with their reasons."""
