"""RDF: vocabulary, IRIs, values to quads, validation against the shapes."""
