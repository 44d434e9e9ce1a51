"""What we know before reading: languages, the world, outlets, and the schema of event types."""
