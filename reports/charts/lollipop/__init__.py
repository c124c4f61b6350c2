"""Lollipops: shares of a whole."""
