"""Commands about running the application as a whole."""
