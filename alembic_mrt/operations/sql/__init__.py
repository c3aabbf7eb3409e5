"""Raw SQL, read into the same operations as the directives."""
