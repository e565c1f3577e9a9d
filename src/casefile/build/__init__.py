"""What is out of date, and making it: in processes that work side by side."""
