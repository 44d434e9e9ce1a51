"""Matching: longest names first, patterns over mentions and words, which span wins."""
