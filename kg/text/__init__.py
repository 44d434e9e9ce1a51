"""Text of an article: from markup to running text, sentences and numerals."""
