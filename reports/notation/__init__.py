"""How data are written in files: YAML in which every value knows its place, JSON an entry a line. Imports errors only."""
