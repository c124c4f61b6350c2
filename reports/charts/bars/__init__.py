"""Bars: amounts side by side."""
