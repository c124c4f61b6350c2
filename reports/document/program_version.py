"""What the properties of a file name as the program that made it."""

from __future__ import annotations

import sys

PROGRAM = f"fact-reports {sys.modules['reports'].__version__}"
"""Name and version; taken from the package that is loaded, since importing it by name would lead up to all that it offers."""
