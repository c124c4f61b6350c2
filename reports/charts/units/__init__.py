"""Unit squares: one square is one thing."""
