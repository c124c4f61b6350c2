"""A small grammar of graphics for charts of several series: points in a grid, scales with ticks, marks by status and hedge.

A chart is decided here once: `grid` says which point stands where, `scales` where the axis begins, ends and is marked,
`series_looks` which colour, fill and line stand for what. The modules named `…_drawing` draw
that on paper, those named `…_plots` write it as an Office chart; neither decides anything but what the width of its frame
leaves room for.
"""
