"""Questions: SPARQL files with a title and parameters, and the runner that answers them."""
