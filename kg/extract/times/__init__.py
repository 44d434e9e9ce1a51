"""Time expressions, and the day of each event: its own, or one that the article lends it."""
