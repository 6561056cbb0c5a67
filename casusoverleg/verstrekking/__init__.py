"""Data of a casus that are given to an external partner, piece by piece (MC 10.5)."""
