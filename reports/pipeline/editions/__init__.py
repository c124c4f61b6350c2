"""Editions and copies of a report: which sections a reader gets, what stands nowhere in a file, what is refused."""
