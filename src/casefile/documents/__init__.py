"""What each document says: a kind a module, the table of them, and composing one from cases and claims."""
