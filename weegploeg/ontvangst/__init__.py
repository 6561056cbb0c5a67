"""What another municipality offers on somebody who stays here: accepted into a file of our own, or refused (WV 4)."""
