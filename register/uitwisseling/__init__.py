"""What of a file went to whom, and who is told when it changes (MC 12.3, 12.5; AVG 15.1 c, 19)."""
