"""Noun phrases: names with the states and offices before and after them."""
