"""The rules of the subset check: one a file, each with a `RULE`."""
