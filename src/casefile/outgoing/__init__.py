"""What goes out: the day's letters as documents, the stack to print, and the record of what was posted."""
