"""Closing a casus on an evaluation, or going on (MC 9.4, PB 4.4)."""
