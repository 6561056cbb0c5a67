"""Data on the subject for another municipality, where he stays (WV 4; ADR 24)."""
