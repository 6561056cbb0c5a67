"""Letters about a file: a kind that an app declares, a draft on screen, and a final version that stays as it was sent."""
