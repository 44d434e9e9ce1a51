"""Coreference within one article: which of its mentions tell of one event, and that event made of them."""
