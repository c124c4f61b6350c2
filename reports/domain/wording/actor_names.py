"""The name of an actor in a language, as documents print it."""

from __future__ import annotations

from reports.domain.facts import Actor
from reports.languages.speech import Speech


def actor_name(actor: Actor, form: str, speech: Speech) -> str:
    """Return the name of `actor` in a form ('', 'full', 'name', 'title'); empty where there is no such form."""
    name = actor.labels.get(speech.locale) or actor.labels.get(speech.locale.split("-")[0]) or actor.name
    match form:
        case "":
            return actor.short or name
        case "name":
            return name
        case "full":
            return f"{name} ({actor.short})" if actor.short else name
        case "title":
            return f"{actor.title} {name}" if actor.title else name
        case _:
            return ""
