"""Reading: bytes of a post to an `Article`; one module a source format."""
