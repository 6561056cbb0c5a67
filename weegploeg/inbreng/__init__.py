"""What a core party brings in: meldingen, signals, who the subject is, and its reporter (MC 7.1, 7.2)."""
