"""Exports: one module a format, all with the same bytes for the same graph."""
