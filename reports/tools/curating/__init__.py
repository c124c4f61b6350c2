"""What an analyst does between builds: find facts, add facts and sources, export charts, start a project."""
