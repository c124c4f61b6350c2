"""The filters beside the list, with their counts; chips on a phone. They work by script and are hidden without one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reports.domain.statuses import Status
from reports.formats.evidence.fill_swatches import swatch
from reports.formats.evidence.html import NOTHING, Html, join, tag, text
from reports.formats.evidence.page_context import Setting, facets

SHOW = ("differ", "unused", "unstated")
GROUPS = ("topic", "status", "country", "source")
FOLDED = 8
"""Countries shown before the rest is folded away."""


def rail(setting: Setting) -> Html:
    """Return the search box and the groups of filters."""
    words, counts = setting.words, _counts(setting)
    more = tag(
        "button", text(words["evidence-more"]), type="button", id="ui_more", class_="chip", aria_expanded="false"
    )
    groups = join(_group(name, _options(name, counts[name], setting), setting) for name in GROUPS[1:])
    chips = join(
        (_show(counts["show"], setting), _group("topic", _options("topic", counts["topic"], setting), setting))
    )
    return tag(
        "aside",
        _search(setting),
        tag("div", chips, more, class_="chips"),
        tag("div", groups, class_="more", id="ui_groups"),
        class_="rail",
        aria_label=words["evidence-filters"],
    )


def _search(setting: Setting) -> Html:
    """Return the search box."""
    words = setting.words["evidence-search"]
    label = tag("label", text(words), for_="ui_search", class_="sr")
    box = tag("input", type="search", id="ui_search", placeholder=words, autocomplete="off", spellcheck="false")
    return tag("div", label, box, role="search", class_="search")


def _counts(setting: Setting) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {name: Counter() for name in ("show", *GROUPS)}
    for fact in setting.book.facts.values():
        for name, values in facets(fact, setting).items():
            found[name].update(values)
    return found


def _show(counts: Counter[str], setting: Setting) -> Html:
    every = _button("show", "all", text(setting.words["evidence-all"]), len(setting.book.facts), pressed=True)
    options = (_button("show", flag, text(setting.words[f"evidence-{flag}"]), counts[flag]) for flag in SHOW)
    return _boxed("show", join((every, *options)), setting)


def _options(name: str, counts: Counter[str], setting: Setting) -> Iterator[Html]:
    order = list(counts)
    match name:
        case "status":
            order.sort(key=lambda value: (-counts[value], setting.speech.word("statuses", value)))
        case "country":
            order.sort(key=lambda value: (-counts[value], setting.name(value)))
        case "source":
            order.sort(key=int)
        case _:
            pass
    for value in order:
        yield _button(name, value, _label(name, value, setting), counts[value])


def _label(name: str, value: str, setting: Setting) -> Html:
    match name:
        case "topic":
            return text(setting.topic(value))
        case "status":
            return join((swatch(Status(value)), text(setting.speech.word("statuses", value))))
        case "country":
            return text(setting.name(value))
        case _:
            short = next(s.short for s in setting.book.sources.values() if str(s.number) == value)
            return text(f"[{value}] {short}")


def _group(name: str, options: Iterator[Html], setting: Setting) -> Html:
    shown = list(options)
    if not shown:
        return NOTHING
    if name != "country" or len(shown) <= FOLDED + 2:
        return _boxed(name, join(shown), setting)
    rest = tag(
        "button",
        text(setting.words["evidence-rest"].format(number=len(shown) - FOLDED)),
        type="button",
        class_="rest",
        id="ui_rest",
        aria_expanded="false",
    )
    folded = tag("div", join(shown[FOLDED:]), id="ui_folded", hidden=True)
    return _boxed(name, join((*shown[:FOLDED], folded, rest)), setting)


def _boxed(name: str, options: Html, setting: Setting) -> Html:
    head = tag("h2", text(setting.words[f"evidence-{name}"]), id=f"ui_group_{name}")
    return tag("div", head, options, class_=f"group group-{name}", role="group", aria_labelledby=f"ui_group_{name}")


def _button(name: str, value: str, label: Html, count: int, *, pressed: bool = False) -> Html:
    return tag(
        "button",
        tag("span", label, class_="name"),
        Html(" "),
        tag("span", text(str(count)), class_="count"),
        type="button",
        data_group=name,
        data_value=value,
        aria_pressed="true" if pressed else "false",
    )
