"""How much work there is and how it goes, in numbers that lead to nobody (RET-verantwoording, MC 15.3)."""
