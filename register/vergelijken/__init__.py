"""Whether two files are about one person: people look at both, and say it (MvT 5.2; AVG 5.1 d)."""
