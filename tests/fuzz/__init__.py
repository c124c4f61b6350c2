"""A fuzzer that follows coverage: bytes for the loader of fact files, text for the reader of Markdown."""
