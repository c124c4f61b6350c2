"""From input to outputs in their place, in the order of the work. Imports formats and below."""
