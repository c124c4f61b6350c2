"""One folder a language: what the program prints by itself, and what the audits look for. Imports notation and errors."""
