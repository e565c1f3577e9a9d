"""What a case is: its records, its folder, and what is written to it."""
