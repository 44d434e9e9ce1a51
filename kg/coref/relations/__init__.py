"""Relations between the events of one article: what is part of what, and what one lends to another."""
