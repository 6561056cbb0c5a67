"""What parties bring into a casus, and that they considered what to share (MC 9.2, PB 4.2)."""
