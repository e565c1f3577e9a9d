"""What a finished bundle is tested against: one small function a rule, and the table of them in `table.py`."""
