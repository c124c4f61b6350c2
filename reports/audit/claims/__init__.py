"""What a sentence claims, and what a fact licenses: both are read by the same reader, and then held against each other.

`vocabulary` holds the words of a language, `lemmas` finds the lemma of a form, `tokens` takes a text apart, `reader` says what
it claims (what is done, planned, possible, denied or open), `licence` says what a fact lets a text claim,
`things_in_use` who does something with a thing that is not done.
"""
