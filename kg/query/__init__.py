"""Ask a graph: SPARQL 1.1 on the fast engine, with the prefixes declared, and the questions that we ship."""
