"""What a party is asked that does not read the casus: whether it has a role, or advice without identity."""
