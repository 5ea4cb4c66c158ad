"""Tests of the pipeline: from text to outcome."""
