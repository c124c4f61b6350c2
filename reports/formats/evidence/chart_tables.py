"""Charts on the evidence page: each as a table of its points, for whoever cannot see the drawing or wants the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.document import ChartPoint, ChartSpec, Document, Figure, plain, walk
from reports.formats.evidence.html import NOTHING, Html, join, tag, text
from reports.formats.evidence.page_context import Setting


def charts(setting: Setting, documents: Sequence[Document]) -> Html:
    """Return a section with the points of each chart of `documents`, in the order drawn; nothing where there is none.

    A chart that stands in several reports stands here once, in the words of the first.
    """
    specs: dict[str, ChartSpec] = {}
    for document in documents:
        for node in walk(document.blocks):
            if isinstance(node, Figure):
                specs.setdefault(node.spec.id, node.spec)
    if not specs:
        return NOTHING
    words = setting.words
    head = tag("h2", text(words["evidence-charts"]), id="ui_charts")
    note = tag("p", text(words["evidence-charts-note"]), class_="small")
    tables = join(_chart(spec, setting) for spec in specs.values())
    return tag("section", head, note, tables, class_="charts", aria_labelledby="ui_charts")


def _chart(spec: ChartSpec, setting: Setting) -> Html:
    title = plain(spec.title) or spec.id
    head = tag("h3", text(title), id=f"chart_{spec.id}")
    said = join(tag("p", text(line), class_="small") for line in (plain(spec.subtitle),) if line)
    columns = [column for column in _columns(spec, setting) if any(column[1])]
    heads = tag("tr", tag("td"), join(tag("th", text(name), scope="col") for name, _ in columns))
    rows = (
        tag("tr", tag("th", text(point.label), scope="row"), join(tag("td", cells[n]) for _, cells in columns))
        for n, point in enumerate(spec.points)
    )
    caption = tag("caption", text(title), class_="sr")
    table = tag("table", caption, tag("thead", heads), tag("tbody", join(rows)))
    return tag(
        "section",
        head,
        said,
        tag("div", table, class_="scroll", tabindex=0, role="region", aria_label=title),
        class_="dataset",
    )


def _columns(spec: ChartSpec, setting: Setting) -> Iterator[tuple[str, list[Html]]]:
    """Yield a head and its cells, a row each; those that are empty throughout say nothing."""
    names, observed = setting.speech.tables["sheet"], setting.speech.tables["observed-alone"]
    statuses = setting.speech.tables["statuses"]

    def cells(of: Sequence[str]) -> list[Html]:
        return [text(each) if each else NOTHING for each in of]

    points = spec.points
    yield names["panel"], cells([point.panel for point in points])
    yield names["series"], cells([point.series or point.group for point in points])
    yield spec.axis_words[0] or names["category"], cells([point.x_figure for point in points])
    yield names["figure"], [_figure(point, setting) for point in points]
    yield spec.area_words or names["length"], cells([point.size_figure for point in points])
    yield names["status"], cells([statuses.get(point.status, point.status) for point in points])
    yield names["observed"], cells([observed.get(point.observed, "") for point in points])
    yield names["words"], cells([" · ".join(filter(None, (point.words, *point.named_words))) for point in points])
    yield names["sources"], cells([" ".join(f"[{number}]" for number in point.numbers) for point in points])


def _figure(point: ChartPoint, setting: Setting) -> Html:
    """Return the figure with its hedge, which leads to its fact where the page shows that."""
    said = point.stated or point.figure
    if not said:
        return NOTHING
    known = setting.known(point.fact_id) is not None
    return tag("a", text(said), href=f"#{point.fact_id}") if known else text(said)
