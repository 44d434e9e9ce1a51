"""A built graph on the web: the SPARQL 1.1 Protocol, a page for queries, a page for each thing."""
