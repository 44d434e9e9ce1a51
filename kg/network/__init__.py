"""Networks: rows of the graph to networkx, and measures on them."""
