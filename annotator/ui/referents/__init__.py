"""The section Referents: everybody and everything that the corpus names."""
