"""Decision 3 of the weegploeg: telling the person concerned (MC 11)."""
