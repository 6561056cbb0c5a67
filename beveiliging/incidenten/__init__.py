"""What went wrong with the security of data: reported by anybody, assessed by the core parties (MC 15.2 g, PB 6.2)."""
