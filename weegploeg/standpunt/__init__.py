"""What each core party thinks before the weegploeg decides, in writing (PB 3.2)."""
