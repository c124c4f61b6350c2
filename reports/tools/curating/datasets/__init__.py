"""`invoke add-data`: a file of numbers becomes a dataset, its entry proposed from what the file shows."""
