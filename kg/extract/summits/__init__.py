"""Summits: conferences that an article shows taking place, who takes part and who stays away."""
