"""The name of an actor in a language, as documents print it."""

from __future__ import annotations

from reports.domain.facts import Actor
from reports.languages.registry import code_of
from reports.languages.speech import Speech


def name_language(actor: Actor, form: str, speech: Speech) -> str:
    """Return the language of what `actor_name` returns (BCP 47), where it is another than that of the texts."""
    own = actor_name(actor, "name", speech) == actor.name and form in ("", "name")
    other = actor.language and code_of(actor.language) != code_of(speech.locale)
    return actor.language or "" if own and other else ""


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
