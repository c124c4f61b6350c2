"""`![what it shows](file.png "caption"){credit="…"}` on a line of its own becomes a picture."""

from __future__ import annotations

from pathlib import PurePosixPath

from markdown_it.token import Token

from reports.document import Blocks, Image, Inlines, Picture, plain
from reports.narrative.markdown.inline_tokens import Scope, inlines_of, resolve
from reports.narrative.markdown.slugs import slug
from reports.pictures.refusal import PictureError

ATTRIBUTES = frozenset({"src", "alt", "title", "credit", "width", "id"})
UNREAD = Image("", "png", 1, 1, "", b"")
"""Stands for a picture that cannot be had, so that its words are audited and references to it lead somewhere."""
LEAST_SHARE = 10
LEAST_ALT = 3
"""Characters of what says anything."""


def is_picture(tokens: list[Token]) -> bool:
    """Return whether a paragraph holds one picture and nothing else."""
    kinds = [token.type for token in tokens if not (token.type == "text" and not token.content.strip())]
    return kinds == ["image"]


def picture(tokens: list[Token], scope: Scope) -> Blocks:
    """Return the picture of a paragraph; what is wrong with it is recorded."""
    token = next(each for each in tokens if each.type == "image")
    address = str(token.attrs.get("src", ""))
    alt, credit = inlines_of(token.children, scope), _said(str(token.attrs.get("credit", "")), scope)
    caption = _said(str(token.attrs.get("title", "")), scope)
    _require_alt(plain(alt), address, scope)
    share = _share(token, scope)
    for name in sorted(token.attrs.keys() - ATTRIBUTES):
        cure = f"use one of {', '.join(sorted(ATTRIBUTES - {'src', 'alt', 'title'}))}"
        scope.problem(f"the picture has {name}={str(token.attrs[name])!r}, which means nothing", cure, address)
    if scope.pictures is None:
        scope.problem("a picture stands where only words can", "put it into a section", address)
        return ()
    try:
        image = scope.pictures(address)
    except PictureError as error:
        scope.problem(f"the picture {address!r} {error.what}", error.cure, address)
        image = UNREAD
    id = str(token.attrs.get("id", "")) or slug(PurePosixPath(address).stem)
    return (Picture(image, alt, caption, credit, id, share=share, where=scope.place),)


def _said(text: str, scope: Scope) -> Inlines:
    return tuple(resolve(text.replace("'", "’").strip(), scope))


def _require_alt(said: str, address: str, scope: Scope) -> None:
    """Record a problem where nobody would know what the picture shows without seeing it."""
    cure = "write what it shows between the square brackets, for readers who do not see it"
    name = PurePosixPath(address).name
    if len(said.strip()) < LEAST_ALT:
        scope.problem(f"the picture {address!r} does not say what it shows", cure, address)
    elif said.strip().casefold() in (name.casefold(), PurePosixPath(name).stem.casefold()):
        scope.problem(f"the picture {address!r} says nothing but the name of its file", cure, address)


def _share(token: Token, scope: Scope) -> int:
    """Return the share of the column that it may fill, in per cent."""
    said = str(token.attrs.get("width", "100"))
    number = int(said) if said.isdecimal() and len(said) < 4 else 0
    if LEAST_SHARE <= number <= 100:
        return number
    cure = f"write a whole number from {LEAST_SHARE} to 100: per cent of the column, as width=60"
    scope.problem(f"width={said!r} is no width of a picture", cure, said)
    return 100
