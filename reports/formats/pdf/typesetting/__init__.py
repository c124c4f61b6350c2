"""From an HTML page with its style sheets to a PDF that is PDF/UA-1 and PDF/A-3a: the room that drives WeasyPrint.

It knows nothing of documents and facts, so that it can be run without loading the rest of the program.
"""

from reports.formats.pdf.typesetting.rendering import Attachment, Keep, Sheet, render
from reports.formats.pdf.typesetting.structure_tags import PdfFile

__all__ = ["Attachment", "Keep", "PdfFile", "Sheet", "render"]
