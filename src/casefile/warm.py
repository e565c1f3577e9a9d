"""Imports what drawing needs, once, in the process that the pool's workers are forked from."""
