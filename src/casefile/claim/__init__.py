"""What is owed: pure functions of a case and an as-of date, with regimes and reference rates as data files."""
