"""The file itself: what was handed over, what parties add, and the advice that ends it."""
