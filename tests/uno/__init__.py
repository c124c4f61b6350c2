"""Scripts that run with the system's Python and its UNO bridge, outside the project's environment."""
