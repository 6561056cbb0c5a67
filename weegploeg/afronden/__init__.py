"""After "geen casusoverleg": what has to be finished, and then to destroy or to keep (PB 3.4 ad 2, MC 13.3)."""
