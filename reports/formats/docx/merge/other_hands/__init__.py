"""Files of more hands and programs: copies of one brief, and what other programs drop."""
