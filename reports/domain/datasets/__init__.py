"""Datasets: tables of observations, each cell of which can be printed like a fact without being typed as one.

`entry` says what the fact file tells of a table, `observations` holds the cells, `cells` makes a fact of one when it is used,
`figures` works out what is derived from several, `catalogue` finds them by id for templates, charts and audits.
"""
