"""What a core party says of a decision that was logged: it confirms, or objects, under the own account."""
