"""Beginning a new file with data from the archive, by instruction of the core parties (MC 13.4)."""
