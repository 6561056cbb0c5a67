"""What only the demo, developers and tests use; the production image does not have it."""
