"""Reports from a curated fact file: a Word brief, a PowerPoint deck and a PDF summary."""

__version__ = "0.1.0"
