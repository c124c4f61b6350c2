"""Fields of WordprocessingML (ISO/IEC 29500-1, 17.16): what Word works out anew, such as contents and page numbers.

It may import what the writer of Word files does, and of its room what names bookmarks and makes runs.
"""
