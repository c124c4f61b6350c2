"""Documents that facts are curated from, read: plain text, Markdown, HTML, Word and PDF, each as paragraphs and a title."""
