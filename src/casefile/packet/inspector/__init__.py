"""Reads a finished bundle, anybody's, and tests it rule by rule; in a process of its own where it is foreign."""
