"""Benchmarks: ours beside each peer that is installed, in turn, on data made from a seed. `make bench` runs them."""
