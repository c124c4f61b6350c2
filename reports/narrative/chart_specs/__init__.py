"""Charts composed: the figures that a chart names become points, marks, labels and captions of a specification."""
