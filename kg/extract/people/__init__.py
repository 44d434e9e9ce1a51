"""The people of one article: who is named, by which names, in which offices."""
