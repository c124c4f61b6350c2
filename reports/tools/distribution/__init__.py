"""Distribution: one PDF a recipient, in the edition and language that the list says, and a manifest of all of them.

`run.distribute` is the way in. This file imports nothing, so that processes that only make copies start quickly.
"""
