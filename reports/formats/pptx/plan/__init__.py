"""Document → slides, pure: every text, box and colour decided and proved to fit before a writer spells it."""

from reports.formats.pptx.plan.layouts import Layout, Slot, layouts
from reports.formats.pptx.plan.slide_model import Deck, Slide
from reports.formats.pptx.plan.slide_plan import plan
from reports.formats.pptx.plan.speaker_notes import Rehearsal, rehearse

__all__ = ["Deck", "Layout", "Rehearsal", "Slide", "Slot", "layouts", "plan", "rehearse"]
