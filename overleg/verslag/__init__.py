"""The minutes: made of what was logged each time that somebody reads them (PB 3.3, 4.3)."""
