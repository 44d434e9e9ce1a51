"""Extraction: from a document to its mentions, times, holdings and events."""
