"""The attorney packet: planned as data, put together, read back, and only then put in place."""
