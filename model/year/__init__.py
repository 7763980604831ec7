"""The year of the cell and of its members: counters, frames, ratings, what comes due."""
