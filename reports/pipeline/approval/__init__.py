"""Approval of content: the fingerprint of a report, whether what is composed now is what was approved, and what is not.

It imports what stands below the pipeline, and of the pipeline only what reads and makes files.
"""
