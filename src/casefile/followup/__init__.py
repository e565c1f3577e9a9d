"""What comes next and what came before: pure functions of a case, its log and a date."""
