"""A timeline with uncertain dates."""
