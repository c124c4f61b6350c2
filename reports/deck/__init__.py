"""Document → slides, pure: every text, box and colour decided and proved to fit before a writer spells it."""

from reports.deck.layouts import Layout, Slot, layouts
from reports.deck.notes import Rehearsal, rehearse
from reports.deck.plan import plan
from reports.deck.slides import Deck, Slide

__all__ = ["Deck", "Layout", "Rehearsal", "Slide", "Slot", "layouts", "plan", "rehearse"]
