"""Known forms in a text, and which person, state or town each means where it stands."""
