"""Advice that is asked of experts without saying who it is about (MC 9.5, PB 4.2)."""
