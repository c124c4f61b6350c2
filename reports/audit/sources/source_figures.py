"""Figures as people write them in sources: 145 900, €1.2bn, 24–104, 2.5–3.5 per cent, 3.2 ± 0.4, a fall of 3.1 percent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from reports.audit.figure_search import Figure
from reports.domain.wording import SCALES

_SCALES = {
    **dict.fromkeys(("bn", "b", "billion", "billions", "md", "mds", "mrd", "milliard", "milliards"), "billion"),
    **dict.fromkeys(("m", "mn", "mio", "million", "millions"), "million"),
    **dict.fromkeys(("k", "thousand", "mille", "milliers"), "thousand"),
    **dict.fromkeys(("tn", "trn", "trillion", "trillions"), "trillion"),
}
_SPACES = " \u00a0\u202f\u2009"
_NUMBER = rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d{{1,3}}(?:[.’']\d{{3}})+(?!\d)|\d+(?:[.,]\d+)*"
_WRITTEN = re.compile(rf"(?<![\w.,])({_NUMBER})(?:[{_SPACES}]?({'|'.join(_SCALES)})\b)?", re.IGNORECASE)
RANGE = re.compile(rf"[{_SPACES}]*(?:–|-|−|±|\+/-|to|and|à|et)[{_SPACES}]*[$€£]?(?={_NUMBER})", re.IGNORECASE)
"""What joins the two numbers of a range or of an interval."""
_FALLING = re.compile(
    r"[−–-]\s?\Z|\b(?:minus|f[ae]ll(?:s|en|ing)?|drop(?:s|ped|ping)?|declin\w*|decreas\w*|down|reduc\w*|shr[aui]nk\w*|shrank|"
    r"contract\w*|los[st]\w*|deficit|slump\w*|slid\w*|cut\w*|lower\w*|baiss\w*|recul\w*|chut\w*|diminu\w*|perte\w*|moins)\b",
    re.IGNORECASE,
)
NEAR = 60
"""Characters before and after a figure among which a word of falling is looked for."""


def written_figures(text: str) -> tuple[Figure, ...]:
    """Return the numbers of `text` as written, with grouped digits and short scales; both sides of a range."""
    return tuple(_written(text))


def _written(text: str) -> Iterator[Figure]:
    for match in _WRITTEN.finditer(text):
        value = _value(match[1])
        if value is None:
            continue
        scale = SCALES[_SCALES[match[2].lower()]] if match[2] else 0
        yield Figure(match.start(), match.end(), match[0], value.scaleb(scale))
        shared = RANGE.match(text, match.end()) if not match[2] else None
        other = _WRITTEN.match(text, shared.end()) if shared else None
        if other is not None and other[2]:  # 2.5–3.5 million: the scale is of both
            yield Figure(match.start(), match.end(), match[0], value.scaleb(SCALES[_SCALES[other[2].lower()]]))


def _value(digits: str) -> Decimal | None:
    plain = re.sub(rf"[{_SPACES}’'](?=\d{{3}})", "", digits)
    plain = re.sub(r",(?=\d{3}(?!\d))", "", plain)
    if plain.count(".") == 1 and re.fullmatch(r"\d{1,3}\.\d{3}", plain) and not plain.startswith("0"):
        plain = plain if "." in digits and digits.count(".") == 1 else plain.replace(".", "")
    try:
        return Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None


def falls(text: str, figure: Figure) -> bool:
    """Return whether `text` says that `figure` is one of a fall: a minus before it, or a word of falling near it."""
    before, after = text[max(0, figure.start - NEAR) : figure.start], text[figure.end : figure.end + NEAR]
    signed = figure.text.lstrip("$€£ ").startswith(("-", "−", "–"))
    signed = signed or (
        before.endswith(("(", "($", "(€", "(£")) and after.startswith((")", "%)"))
    )  # as accounts write it
    return signed or bool(_FALLING.search(before) or _FALLING.search(after))


def cells(paragraph: str) -> tuple[str, ...]:
    """Return the cells of a row of a table, or none where the paragraph is no row."""
    parts = tuple(part.strip() for part in re.split(r"\t+|\s*\|\s*|\s{3,}", paragraph.strip().strip("|")))
    return parts if len(parts) >= COLUMNS else ()


COLUMNS = 3
"""Cells that a line has at least to be a row of a table."""
