"""Native Office charts: how a decided chart becomes chart XML with a workbook behind it."""
