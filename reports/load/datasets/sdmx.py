"""SDMX-ML 2.1 data messages, generic and structure specific: series and observations as rows, their concepts as heads.

Read from its XML (SDMX 2.1, section 3A): a report needs keys and values of a message, for which the libraries bring pandas.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from lxml import etree

from reports.domain.datasets.dataset import Dataset
from reports.errors import Place, Problem
from reports.load.datasets.text_table import MAX_ROWS, NoTableError, Table, content_of, too_many

TIME, VALUE = "TIME_PERIOD", "OBS_VALUE"
Record = tuple[int, dict[str, str]]
"""Line of the file, and the values of an observation by concept."""


def read_sdmx(path: Path, shown: str, dataset: Dataset) -> tuple[Table, tuple[Problem, ...]]:
    """Return the observations of an SDMX-ML message as a table; the place of a cell is the line of its observation.

    Raises:
        NoTableError: it is no XML, or holds no observations.
    """
    data = content_of(path, shown)
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as failure:
        where = Place(shown, failure.lineno or 0, failure.offset or 0)
        raise NoTableError(Problem(where, f"is no XML ({failure.msg})", "fetch it again")) from None
    records = list(_records(root))
    if not records:
        raise NoTableError(
            Problem(Place(shown), "holds no observations of SDMX-ML 2.1", "fetch the data, not its structure")
        )
    if len(records) > MAX_ROWS:
        raise too_many(len(records), shown)
    heads = list(dict.fromkeys(head for _, record in records for head in record))
    rows = [[record.get(head, "") for head in heads] for _, record in records]

    def place(line: int, column: int) -> Place:
        return Place(shown, line)

    return Table(heads, rows, [line for line, _ in records], 1, place, sha256(data).hexdigest()), ()


def _records(root: etree._Element) -> Iterator[Record]:
    for series in root.iter("{*}Series"):
        shared = _attributes(series)
        for observation in series.iter("{*}Obs"):
            yield _line(observation), {**shared, **_observed(observation)}
    for observation in root.iter("{*}Obs"):
        parent = observation.getparent()
        if parent is None or etree.QName(parent).localname != "Series":
            yield _line(observation), _observed(observation)


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0


def _attributes(element: etree._Element) -> dict[str, str]:
    """Return the key of a series and its attributes: of a structure-specific message, or of a generic one."""
    found = {etree.QName(key).localname: str(value) for key, value in element.items()}
    for name in ("SeriesKey", "ObsKey", "Attributes"):
        for part in element.findall(f"{{*}}{name}/{{*}}Value"):
            found[part.get("id", "")] = part.get("value", "")
    return found


def _observed(element: etree._Element) -> dict[str, str]:
    found = _attributes(element)
    for name, head in (("ObsDimension", TIME), ("ObsValue", VALUE)):
        part = element.find(f"{{*}}{name}")
        if part is not None:
            found[part.get("id") or head] = part.get("value", "")
    return found
