"""What goes out: the letter as a message, ready to be looked over or sent. Opens no socket of its own accord."""
