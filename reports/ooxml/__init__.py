"""Office files: packages, parts, relations and XML of Word, PowerPoint and charts. Imports theme and below."""
