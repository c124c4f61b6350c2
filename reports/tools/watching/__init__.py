"""A live preview in the browser while facts and templates are edited: load, compose and audit at every save.

One warm process: what a save needs is only load, compose, audit and HTML. Nothing in the output folder is touched, unless
the person asks for it; what takes longer (Word, PowerPoint, PDF, each audited) follows in another process.
"""
