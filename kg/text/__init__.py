"""Text: from the body of a post to running text, its sentences and its signs."""
