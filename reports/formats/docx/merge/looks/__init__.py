"""How paragraphs and words look: the order of what is set, what follows the template, what words take over."""
