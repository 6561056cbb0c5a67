"""The meeting itself: who is there, and one file at a time (PB 3.3, 4.3)."""
