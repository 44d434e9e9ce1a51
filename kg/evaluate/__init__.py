"""Extracted events against annotated ones: which match, precision, recall, F1 and slots, and floors for them."""
