"""Files in: facts, templates, the look and releases become frozen data with the place of each entry."""
