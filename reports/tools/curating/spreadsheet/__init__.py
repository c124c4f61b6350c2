"""The fact files as a workbook, and a workbook or CSV file back into the fact files."""
