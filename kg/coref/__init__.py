"""Coreference of events, within one article and across articles."""
