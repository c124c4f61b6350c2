"""Commands of the project; each parses its flags and calls one function of `reports`."""
