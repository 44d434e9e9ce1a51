"""Who takes part: the phrases that fill a role, whom they mean, and whom a clause leaves out."""
