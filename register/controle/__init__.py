"""The periodic check of a file: are its data right and complete, and what was changed (MC 8.3, 10.3)."""
