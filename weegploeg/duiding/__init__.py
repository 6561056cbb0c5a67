"""Nadere duiding: what the weegploeg asks before it can decide, and what it is answered (PB 3.4 ad 3)."""
