"""The closed set of formulas: figures from figures (`numbers`), and claims from recorded lists (`sets`)."""
