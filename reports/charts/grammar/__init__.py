"""A small grammar of graphics for charts of several series: points in a grid, scales with ticks, marks by status and hedge.

A chart is decided here once: `grid` says which point stands where, `scales` where the axis begins, ends and is marked,
`series_looks` which colour, fill and line stand for what. `grid_drawing` draws that on paper, `grid_native` writes it as an
Office chart; neither decides anything but what the width of its frame leaves room for.
"""
