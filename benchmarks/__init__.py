"""Benchmarks: `python -m benchmarks` measures limen against CPython and its peers, all in one run."""
