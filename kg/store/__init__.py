"""Stores: where a graph is kept; each opens as an rdflib Dataset."""
