"""The tests of limen."""
