"""A scatter chart: two values of each thing against each other."""

from reports.charts.alt_text import pairs_said
from reports.charts.chart_kind import GridNative, Plotted
from reports.charts.grammar.pairs.pair_drawing import draw_pairs
from reports.charts.grammar.pairs.pair_plots import native_scatter, sheet_columns
from reports.charts.grammar.scales import for_line
from reports.charts.grammar.series_kind import series_kind

SCATTER = series_kind(
    "scatter",
    Plotted(draw_pairs, GridNative(native_scatter, None, series=4, instead="several charts", columns=sheet_columns)),
    for_line,
    needs=frozenset({"points", "across", "up"}),
    takes=frozenset({"x_unit"}),
    words=pairs_said,
)

__all__ = ["SCATTER"]
