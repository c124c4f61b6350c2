"""Statuses: how firm a fact is, and everything that the program needs to know of each, in one row.

Stage and voice are two orders, and a text raises neither: `stage` says how far a thing has come, `voice` how firmly somebody
says so where the fact is their view.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, unique
from typing import Literal

Stage = Literal[
    "none",
    "considered",
    "interest",
    "planned",
    "negotiated",
    "agreed",
    "signed",
    "committed",
    "approved",
    "financed",
    "done",
]
"""How far a thing has come, in order; `none` where the record does not say that there is one."""
Voice = Literal["none", "hoped", "expected", "argued", "claimed"]
"""How firmly somebody says so, in order; `none` where the fact is nobody's view."""
Done = Literal["no", "unclear", "yes"]
"""Whether a thing has happened; `unclear` where no table of marks may show it as done."""
Fill = Literal["solid", "dense", "light", "dashed", "dots", "plain"]
"""How a mark is filled in a chart: each status has one fill."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What one status lets a text say."""

    stage: Stage
    """How far a text may say that the thing has come; a fact's own words may go further."""
    voice: Voice
    """Whose view it is, by how firmly they say so."""
    fill: Fill
    """Of its marks in charts."""
    done: Done
    """Whether it has happened as far as the record goes: else no verb says that it has, and no mark draws it as done."""
    ordered: bool
    """Whether it puts the thing on the ladder of stages, so that what it does not say is known not to be so."""
    ahead: bool
    """Whether it had not happened when it was reported: an outline on a timeline."""
    proven: bool
    """Whether a source must bear it out in words of its own."""

    @property
    def happened(self) -> bool:
        """Return whether a verb may say that it has happened."""
        return self.done != "no"

    @property
    def sure(self) -> bool:
        """Return whether a table of marks may show it as done."""
        return self.done == "yes"


@unique
class Status(StrEnum):
    """How firm a fact is; a text may never state it firmer.

    One row each: its name in fact files, what it means and what it licenses. The word for it stands in the table `status` of
    each language, which is refused where one is missing.
    """

    meaning: str
    """What it says of a fact, in a sentence, for who reads the facts as data."""
    standing: Standing

    ANNOUNCED = (
        "announced",
        "Made public as intended; nothing says that it was done.",
        Standing(stage="planned", voice="none", fill="plain", done="no", ordered=True, ahead=False, proven=False),
    )
    PLANNED = (
        "planned",
        "Intended; nothing says that it was done.",
        Standing(stage="planned", voice="none", fill="plain", done="no", ordered=True, ahead=True, proven=False),
    )
    SCHEDULED = (
        "scheduled",
        "Set for a time; nothing says that it took place.",
        Standing(stage="planned", voice="none", fill="plain", done="no", ordered=True, ahead=True, proven=False),
    )
    EXPECTED = (
        "expected",
        "Somebody expects it; nothing says that it came about.",
        Standing(stage="planned", voice="expected", fill="plain", done="no", ordered=True, ahead=True, proven=False),
    )
    NEGOTIATED = (
        "negotiated",
        "Talks on it were completed; nothing says that it was agreed or signed.",
        Standing(
            stage="negotiated", voice="none", fill="light", done="unclear", ordered=True, ahead=False, proven=True
        ),
    )
    CONCLUDED = (
        "concluded",
        "Agreed; nothing says that it was signed.",
        Standing(stage="agreed", voice="none", fill="dense", done="yes", ordered=True, ahead=False, proven=True),
    )
    SIGNED = (
        "signed",
        "Signed; nothing says that it was carried out or paid.",
        Standing(stage="signed", voice="none", fill="solid", done="yes", ordered=True, ahead=False, proven=True),
    )
    APPROVED = (
        "approved",
        "Approved by who decides about it; nothing says that it was paid.",
        Standing(stage="approved", voice="none", fill="solid", done="yes", ordered=True, ahead=False, proven=True),
    )
    FINANCED = (
        "financed",
        "Called financed; how much was paid is known only where the fact says so.",
        Standing(stage="financed", voice="none", fill="solid", done="yes", ordered=True, ahead=False, proven=True),
    )
    COMMITTED = (
        "committed",
        "Promised by who pays; nothing says that it was paid.",
        Standing(stage="committed", voice="none", fill="solid", done="yes", ordered=True, ahead=False, proven=True),
    )
    LETTER_OF_INTEREST = (
        "letter-of-interest",
        "A letter says that there is interest; it binds nobody.",
        Standing(stage="interest", voice="none", fill="dashed", done="no", ordered=True, ahead=False, proven=False),
    )
    LAUNCHED = (
        "launched",
        "Begun; nothing says what came of it.",
        Standing(stage="planned", voice="none", fill="plain", done="yes", ordered=False, ahead=False, proven=False),
    )
    POTENTIAL = (
        "potential",
        "Possible; nobody has decided it.",
        Standing(stage="considered", voice="none", fill="plain", done="no", ordered=True, ahead=True, proven=False),
    )
    REPORTED = (
        "reported",
        "The source tells it as a fact; it says nothing of how far a deal or a plan has come.",
        Standing(stage="planned", voice="none", fill="plain", done="yes", ordered=False, ahead=False, proven=False),
    )
    CLAIMED = (
        "claimed",
        "Somebody says so of their own doing; nothing on record confirms it.",
        Standing(
            stage="planned", voice="claimed", fill="dots", done="unclear", ordered=False, ahead=False, proven=False
        ),
    )
    MIXED = (
        "mixed",
        "Parts of it are of different statuses; none holds for the whole.",
        Standing(
            stage="considered", voice="none", fill="dots", done="unclear", ordered=False, ahead=False, proven=False
        ),
    )
    ARGUED = (
        "argued",
        "The view of an author, or of somebody quoted.",
        Standing(
            stage="planned", voice="argued", fill="dots", done="unclear", ordered=False, ahead=False, proven=False
        ),
    )
    HOPED = (
        "hoped",
        "Somebody hopes so.",
        Standing(stage="considered", voice="hoped", fill="dots", done="no", ordered=True, ahead=True, proven=False),
    )
    NOT_STATED = (
        "not-stated",
        "The source does not say.",
        Standing(stage="none", voice="none", fill="plain", done="no", ordered=False, ahead=False, proven=False),
    )

    def __new__(cls, value: str, meaning: str = "", standing: Standing | None = None) -> Status:
        """Return the status of that name; one without a row of its own is an error while this module is loaded."""
        if not meaning or standing is None:
            raise TypeError(f"the status {value!r} does not say what it licenses")
        made = str.__new__(cls, value)
        made._value_ = value
        made.meaning, made.standing = meaning, standing
        return made
