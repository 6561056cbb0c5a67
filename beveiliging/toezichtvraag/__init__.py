"""One file for a supervisory question: by the data protection officer, with a reason (AVG 38.2)."""
