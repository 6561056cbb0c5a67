"""What a row of a file said before it was put right, kept apart (MC 8.3, 10.3, 12.5)."""
