"""What an analyst records: facts, sources, actors, and how a fact is worded. Imports languages and below."""
