"""Who takes part in a casus, and who asks to (PB 4.2, MC 10.4)."""
