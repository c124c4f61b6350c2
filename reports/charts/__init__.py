"""ChartSpec in; SVG, PNG, native Office charts and their workbooks out. Nothing is decided here."""
