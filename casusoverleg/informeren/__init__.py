"""Whether the subject should hear of it: the casusoverleg looks again and advises the core parties (PB 4.4)."""
