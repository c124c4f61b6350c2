"""Addresses in a text: what leads to the web or to a mailbox is no figure, whatever digits it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = r"""[^\s<>"“”«»\[\]\x00\ufffc]*[^\s<>"“”«»\[\]\x00\ufffc.,;:!?'’)}…]"""
"""The rest of an address; the mark that ends a sentence is none of it."""
_HOST = r"(?-i:[a-z][a-z0-9-]*\.)(?-i:[a-z0-9-]+\.)*"
_ADDRESS = re.compile(
    rf"(?<![\w@])(?:(?:https?|ftp)://{_END}|mailto:[^\s@]+@{_END}|doi:10\.{_END}|urn:[a-z0-9-]+:{_END}|www\.{_END}"
    r"|[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"
    rf"|{_HOST}(?-i:[a-z]{{2,}})/{_END}"
    rf"|{_HOST}(?-i:com|edu|eu|gov|info|int|net|org)(?![\w-]))",
    re.IGNORECASE,
)
"""RFC 3986 and RFC 5322 as people type them: with a scheme, from www. on, a mailbox, a host with a path, a well-known host."""
_CREDENTIALS = re.compile(r"(?<=://)[^\s/?#]*@")
_HINTS = ("://", "@", "/", ":", ".com", ".edu", ".eu", ".gov", ".info", ".int", ".net", ".org", "www.", "WWW.")


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the addresses in `text` start and end, in characters, in order."""
    if any(hint in text for hint in _HINTS):
        for match in _ADDRESS.finditer(text):
            yield match.span()


def without_credentials(text: str) -> str:
    """Return `text` with "…" for each name and password before a host (RFC 3986, 3.2.1): a secret is shown to nobody."""
    return _CREDENTIALS.sub("…@", text)


def without_addresses(text: str, sign: str = "\0") -> str:
    """Return `text` with `sign` in place of each character of an address, so that it stays as long."""
    parts, last = [], 0
    for start, end in addresses(text):
        parts += [text[last:start], sign * (end - start)]
        last = end
    return "".join((*parts, text[last:])) if parts else text
