"""The second audit: what stands in a finished file, or in a person's edits of it, against what its document says."""
