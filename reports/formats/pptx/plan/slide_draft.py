"""A slide as the author wrote it, before its blocks have places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reports.document import Block, Blocks, FactRef, Heading, Notes, Paragraph, plain, walk
from reports.errors import InternalError, Place, Problem
from reports.formats.pptx.plan.layouts import Layout
from reports.formats.pptx.plan.slide_model import Par, TextShape
from reports.theme.definition import Box


@dataclass(frozen=True)
class Draft:
    """The blocks of a slide, sorted by what they are for."""

    heading: Heading
    layout: Layout
    subtitle: Paragraph | None
    body: Blocks
    notes: tuple[Notes, ...]
    section: str
    found: list[Problem] = field(default_factory=list)
    """What is wrong with it, collected while it is arranged."""

    @property
    def where(self) -> Place:
        """Return where the slide stands in its template."""
        return self.heading.where or Place(self.heading.id)

    @property
    def unread(self) -> bool:
        """Return whether it prints an entry that could not be read, so that its length and blocks are not the true ones."""
        whole = (self.heading, self.subtitle or (), self.body, self.notes)
        return any(isinstance(node, FactRef) and not node.fact_id for node in walk(whole))

    @property
    def title(self) -> str:
        """Return the title as messages quote it."""
        return plain(self.heading.inlines)


def text_shape(
    draft: Draft, name: str, pars: tuple[Par, ...], where: Place | None = None, box: Box | None = None
) -> TextShape:
    """Return text in the placeholder `name` of the layout, at its own box or at `box`."""
    slot = draft.layout.slot(name)
    if slot is None:
        raise InternalError(f"the layout {draft.layout.key} has no placeholder {name}")
    return TextShape(name, pars, box or slot.box, where or draft.where)


def misplaced(draft: Draft, blocks: Iterable[Block]) -> Iterator[Problem]:
    """Yield a problem for each block that the layout has no placeholder for."""
    takes = sorted({str(kind.__name__).lower() for slot in draft.layout.slots for kind in slot.accepts})
    for block in blocks:
        kind = type(block).__name__.lower()
        where = block.where or draft.where
        if kind in takes:
            what = f"a {kind} is one block too many for the slide “{draft.title}” of the layout {draft.layout.key!r}"
            yield Problem(where, what, "give it a slide of its own, or move it to the notes")
        else:
            what = f"a {kind} has no place on the slide “{draft.title}” of the layout {draft.layout.key!r}"
            cure = f"it takes {', '.join(takes)}" if takes else "it takes a title and a subtitle"
            yield Problem(where, what, f"{cure}; take another layout")
