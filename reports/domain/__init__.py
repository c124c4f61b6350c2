"""What is known, and how it may be said: facts, datasets and observations, periods, units, set and derived formulas.

Imports `errors` and other modules of this room only, and of `quote` and `facts` what stands there already.
"""
