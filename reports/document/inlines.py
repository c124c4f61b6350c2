"""What stands inside a line: words, figures printed from facts, source marks, references; a closed set."""

from __future__ import annotations

from dataclasses import dataclass, replace

NO_BREAK = "\u00a0"
CAPITAL = "capital:"
"""Before a format: with a capital, as it begins a sentence."""


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words; no figure may stand here."""

    text: str


@dataclass(frozen=True, slots=True)
class FactRef:
    """A figure or words printed from a fact, with its hedge."""

    fact_id: str
    format: str
    """Name of the format in `quote`, so that the text can be made again and compared."""
    text: str

    @property
    def form(self) -> str:
        """Return the format whether or not the figure begins a sentence, by which rules know what is printed."""
        return self.format.removeprefix(CAPITAL)


@dataclass(frozen=True, slots=True)
class Name:
    """A declared actor, printed by its name; numbers inside it are traced."""

    actor_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Cite:
    """Source marks such as [1][3], after a claim; they lead to the source list."""

    fact_ids: tuple[str, ...]
    numbers: tuple[int, ...]
    """Marks in ascending order."""

    @property
    def text(self) -> str:
        """Return the marks as printed."""
        return "".join(f"[{n}]" for n in self.numbers)


@dataclass(frozen=True, slots=True)
class Literal:
    """A figure that is no fact, such as a year in a title, with the reason."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class CrossRef:
    """A reference to a numbered figure or table of the same document."""

    target: str
    text: str
    """As printed, such as 'Figure 2'."""


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold words."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words in italics."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Focus:
    """Words about the focus of the report, in the focus colour and bold."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: an http(s) or mailto address, or `#id` in the same document."""

    children: Inlines
    target: str


@dataclass(frozen=True, slots=True)
class Lowered:
    """An index below the line, as in CO₂."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Raised:
    """An exponent above the line, as in m²."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Struck:
    """Words that hold no longer, struck through."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the document's."""

    children: Inlines
    language: str
    """BCP 47, such as fr."""


@dataclass(frozen=True, slots=True)
class TaskMark:
    """The box before a task: ticked where it is done."""

    done: bool

    @property
    def text(self) -> str:
        """Return the box as printed."""
        return "☑" if self.done else "☐"


@dataclass(frozen=True, slots=True)
class Equation:
    """An equation; the writers draw it or write it natively, and `text` says it in a line."""

    latex: str
    """As the author wrote it, figures of facts as `\\text`."""
    mathml: str
    """The same as MathML (W3C MathML 3, presentation)."""
    text: str
    """As a line that can be read out: E = mc^2."""
    display: bool = False
    """Whether it stands on a line of its own."""
    facts: tuple[FactRef, ...] = ()
    """Figures that it prints."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of the page; printed as a number here."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class SourceStrip:
    """One small box a source: filled = the printed reading, outlined = another reading, dash = silent."""

    printed: tuple[int, ...]
    other: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A break inside a paragraph."""


Inline = (
    Text
    | FactRef
    | Name
    | Cite
    | Literal
    | CrossRef
    | Strong
    | Emphasis
    | Focus
    | Link
    | Lowered
    | Raised
    | Struck
    | Foreign
    | TaskMark
    | Equation
    | Footnote
    | SourceStrip
    | LineBreak
)
Inlines = tuple[Inline, ...]


def whole_names(title: Inlines) -> Inlines:
    """Return a title in which no line can break inside the name of an actor."""
    return tuple(
        replace(each, text=each.text.replace(" ", NO_BREAK)) if isinstance(each, Name) else each for each in title
    )


def merged(inlines: Inlines) -> Inlines:
    """Return `inlines` with neighbouring texts joined."""
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and result and isinstance(result[-1], Text):
            result[-1] = Text(result[-1].text + inline.text)
        else:
            result.append(inline)
    return tuple(result)
