"""A matrix: who is named in which role."""
