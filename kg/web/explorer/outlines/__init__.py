"""Outlines of states, and what makes them."""
