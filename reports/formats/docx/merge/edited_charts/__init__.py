"""Charts of a Word file that a person worked on: what the base knows of them, how they are joined and what is told."""
