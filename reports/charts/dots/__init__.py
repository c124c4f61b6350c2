"""A strip of dots: one dot a unit."""
