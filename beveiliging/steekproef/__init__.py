"""The log checked on fixed times: a sample of it, what stands out in it, and what was found (MC 15.2 e, f)."""
