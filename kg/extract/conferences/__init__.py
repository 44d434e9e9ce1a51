"""Conferences where a text names them or means one named before."""
