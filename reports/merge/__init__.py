"""What the merges of Word files and decks share: pairing, three-way text, records, charts. Imports audit and below."""
