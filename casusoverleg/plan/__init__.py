"""The integral plan of a casus: its versions, measures and progress (MC 9.3, 9.4)."""
