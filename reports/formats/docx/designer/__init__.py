"""A designer's own Word file: its page and what stands around it, its styles, lists, theme and look."""
