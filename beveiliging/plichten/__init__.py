"""What must be done again on a day, in one register; and the security plan (MC 15.2, 15.3; PB 6.1)."""
