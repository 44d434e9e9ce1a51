"""Places: where an event takes place, as the article gives it.

In go the noun phrases around a trigger, out come `PlaceRef` values: cities before states, a venue only where the
article gives no city for it. `settle` lets the events of one article call a place as the article does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extract.arguments.placed import Placed
from kg.extract.clauses import Clause, Sentence
from kg.extract.context import Context
from kg.extract.phrases.phrase import Phrase
from kg.knowledge.eventrules import EventRule
from kg.knowledge.language import Language
from kg.knowledge.world import World
from kg.model import Argument, EntityId, Event, PlaceRef, Span

_KINDS = frozenset({"place", "country", "region"})
_WRITTEN = re.compile(r"[\u4e00-\u9fff·]{2,}")
_PLACELESS = frozenset({"Message"})  #: types that take place nowhere
_TALKS = frozenset({"Meeting", "Agreement"})
_REACHED = _TALKS | {"Call"}
_BACK = 2  #: clauses
_LONGEST_SEAT = 16  #: signs


def find_places(
    context: Context, text: str, placed: Sequence[Placed], rule: EventRule, trigger: Span
) -> tuple[PlaceRef, ...]:
    """Return the places of an event: those of the first slot of its rule that names any."""
    if rule.type in _PLACELESS:
        return ()
    around = [item for item in placed if not _is_of_another(context, text, item, rule, trigger)]
    slots = ([item.phrase for item in around if item.slot == slot] for slot in rule.place)
    places = next((found for phrases in slots if (found := event_places(context, text, phrases))), ())
    if rule.type == "Visit" and not places:
        places = _states_meant(context, placed, rule)
    if rule.type == "Visit":  # a square or a palace is no destination
        goals = {item.phrase.name for item in placed if item.slot == "object"}
        landed = (_landed(context, place, is_goal=place.name in goals) for place in places)
        places = tuple(place for place in landed if venue_city(place, context.world) is None)
    return places


def _is_of_another(context: Context, text: str, item: Placed, rule: EventRule, trigger: Span) -> bool:
    """Tell whether a place is that of which a document speaks, or where a guest is: 签署+在甲地设立缓冲区的+备忘录."""
    if item.slot == "at" and rule.type != "Visit" and context.language.while_visiting.match(text, item.phrase.end):
        return True  # 正在甲地+访问的+乙
    after = item.slot == "at" and item.phrase.start > trigger.end and rule.type == "Agreement"
    return after and context.language.document_of.match(text, item.phrase.end) is not None


def _landed(context: Context, place: PlaceRef, *, is_goal: bool) -> PlaceRef:
    """Return the city of an airport, or of the seat to which one goes: 抵达+羽田机场, 访问+白宫."""
    city = context.world.entities.get(venue_city(place, context.world) or EntityId(""))
    is_seat = is_goal and any(name.kind == "seat" for name in context.world.lookup(place.name))
    if city is None or not (is_seat or context.language.airport.search(place.name)):
        return place
    return PlaceRef(name=city.labels[context.language.code], country=city.country, entity=city.id)


def _states_meant(context: Context, placed: Sequence[Placed], rule: EventRule) -> tuple[PlaceRef, ...]:
    """Return the states that a word for several means, where somebody goes to them: 应甲、乙邀请，对两国进行访问."""
    groups = [item.phrase for item in placed if item.slot in ("to", "object") and item.phrase.kind == "group"]
    goals = groups if {"to", "object"} & set(rule.place) else []
    states = (context.stands_for(party) for phrase in goals for party in context.parties(phrase))
    return tuple(PlaceRef(name=one.name, country=one.country, entity=one.entity) for one in states if one.country)


def event_places(context: Context, text: str, phrases: Sequence[Phrase]) -> tuple[PlaceRef, ...]:
    """Return the places that phrases name: cities before states, a venue only where no city is named."""
    ties = context.language.ties  # 访问推动了+泰中+关系
    named = [p for p in phrases if p.kind in _KINDS and p.rule not in ("side", "institution")]
    named = [p for p in named if p.rule != "compound" or not ties.match(text, p.end)]
    places = [_place(context, text, phrase) for phrase in named]
    places = [place for place in places if not (place.entity or "").startswith("org:")]
    cities = [place for place in places if venue_city(place, context.world) is None]
    return most_specific(cities or places)


def place_in_name(name: str, context: Context) -> tuple[PlaceRef, ...]:
    """Return the city that the name of a conference holds, as a word of its own: 金砖国家+喀山+峰会."""
    start = 0
    while start < len(name):
        for end in range(min(len(name), start + _LONGEST_SEAT), start + 1, -1):
            known = [one for one in context.world.lookup(name[start:end]) if one.kind != "series"]
            if not known:
                continue
            if known[0].kind == "place":
                entity = context.world.entities[known[0].entity]
                return (PlaceRef(name=name[start:end], country=entity.country, entity=entity.id),)
            start = end - 1
            break
        start += 1
    return ()


def venue_city(place: PlaceRef, world: World) -> EntityId | None:
    """Return the place around a hall or a palace; None for what lies in nothing but its state."""
    known = world.entities.get(place.entity) if place.entity else None
    return known.within if known is not None else None


def _place(context: Context, text: str, phrase: Phrase) -> PlaceRef:
    """Make the place that a phrase names; the capital of a state, where it is not named, is known by the state."""
    if phrase.kind != "country" or not phrase.country:
        return PlaceRef(name=phrase.name, country=phrase.country, entity=phrase.entity)
    if context.language.capital.match(text, phrase.end):
        city = context.world.capital_of(phrase.country)
        if city is not None:
            return PlaceRef(name=city.labels[context.language.code], country=phrase.country, entity=city.id)
    state = context.state(phrase.country)
    return PlaceRef(name=state.name, country=state.country, entity=state.entity)


def seat_before(
    context: Context, text: str, clause: Clause, trigger: Span, arguments: Sequence[Argument], rule: EventRule
) -> tuple[PlaceRef, ...]:
    """Return the palace or hall before a trigger (在总统府会见), or the city written before it (河内主席府)."""
    if rule.type not in _TALKS:
        return ()
    found = list(context.language.seat.finditer(text, clause.span.start, trigger.start))
    if not found:
        return ()
    written = found[-1].group("where")[-_LONGEST_SEAT:]
    known = next((name for name in context.world.lookup(written) if name.kind in ("place", "seat")), None)
    if known is not None:
        entity = context.world.entities[known.entity]
        return (PlaceRef(name=written, country=entity.country, entity=entity.id),)
    for end in range(len(written) - 1, 1, -1):
        for name in context.world.lookup(written[:end]):
            country = context.world.entities[name.entity].country
            if name.kind == "place":
                return (PlaceRef(name=written[:end], country=country, entity=name.entity),)
            if name.kind == "state":
                return (PlaceRef(name=written, country=country),)
    named = [argument for argument in arguments[:2] if argument.span is not None]
    together = len({argument.span for argument in named}) < len(named)  # 四人在总理府会谈: whoever is at home there
    host = None if together else next((argument.party.country for argument in arguments), None)
    return (PlaceRef(name=written, country=host),)


def place_before(
    context: Context, text: str, sentence: Sentence, clause: Clause, rule: EventRule, *, is_open: bool
) -> tuple[PlaceRef, ...]:
    """Return the city with which the clause before ends: 抵达台北，隔天与总统会面.

    Args:
        is_open: the event is not held: a state will do.
    """
    if rule.type not in _REACHED:
        return ()
    for earlier in reversed(sentence.clauses[max(0, clause.index - _BACK) : clause.index]):
        named = [phrase for phrase in earlier.phrases if phrase.kind in ("place", "country", "person", "office")]
        if not named:
            continue
        last = named[-1]
        capital = context.language.capital.match(text, last.end)
        rest = text[capital.end() if capital else last.end : earlier.span.end]
        rest = rest.strip(" ，,")
        if last.kind not in ("place", "country") or (rest and not context.language.while_there.fullmatch(rest)):
            return ()
        before = text[earlier.span.start : group_start(text, earlier.phrases, last, context.language)]
        places = event_places(context, text, [last]) if context.language.goes.search(before) else ()
        return places if is_open or rule.type in _TALKS or any(is_city(place) for place in places) else ()
    return ()


def framed_place(context: Context, text: str, clause: Clause) -> tuple[PlaceRef, ...]:
    """Return the place of a clause that says no more than where the next one takes place: 5日在利马，…."""
    named = [phrase for phrase in clause.phrases if phrase.kind in ("place", "country")]
    if not named or len(named) < len(clause.phrases) or text[named[-1].end : clause.span.end].strip(" ，,"):
        return ()
    before = text[clause.span.start : group_start(text, clause.phrases, named[-1], context.language)]
    return event_places(context, text, [named[-1]]) if context.language.stands_in.fullmatch(before) else ()


def group_start(text: str, phrases: Sequence[Phrase], city: Phrase, language: Language) -> int:
    """Return where a city begins, with the state written right before it: 土耳其首都+安卡拉."""
    for one in phrases:
        gap = text[one.end : city.start] if one.kind == "country" and one.end <= city.start else None
        if gap is not None and (not gap or language.apposition.fullmatch(gap)):
            return one.start
    return city.start


def is_city(place: PlaceRef) -> bool:
    """Tell whether a place is a city that we know."""
    return (place.entity or "").startswith("place:")


def is_whole_city(place: PlaceRef, world: World) -> bool:
    """Tell whether a place is a city that we know, and no hall or palace in one."""
    return is_city(place) and venue_city(place, world) is None


def most_specific(places: Sequence[PlaceRef]) -> tuple[PlaceRef, ...]:
    """Keep cities, and states that none of the cities lies in; a region only where nothing else is named."""
    cities = [place for place in places if _is_kind(place, "place")]
    inside = {place.country for place in cities}
    states = [place for place in places if _is_kind(place, "state") and place.country not in inside]
    return tuple(dict.fromkeys([*cities, *states])) or tuple(dict.fromkeys(places))


def _is_kind(place: PlaceRef, kind: str) -> bool:
    """Tell whether a place is of a kind of entities; one that no table knows is a city."""
    return (place.entity or "place:").startswith(f"{kind}:")


def settle(
    events: Sequence[Event], text: str, phrases: Sequence[Phrase], world: World, *, language: Language
) -> list[Event]:
    """Call states as the article does, and give a palace or hall the city that the article gives for another event.

    Args:
        text: folded.
    """
    if not events:
        return []
    wordings = _wordings(text, phrases, world, language)
    phrases_in = (p for p in phrases if p.kind == "place" and not language.dateline_after.match(text, p.end))
    written = [PlaceRef(name=p.name, country=p.country, entity=p.entity) for p in phrases_in]
    told = [place for event in events for place in event.places]
    cities = {place.entity: place for place in (*written, *told) if place.entity}
    settled: list[Event] = []
    for event in events:
        places = [_settled(place, wordings, cities, world) for place in event.places]
        names = {old.name: new.name for old, new in zip(event.places, places, strict=True)}
        settled.append(
            replace(event, places=tuple(dict.fromkeys(places)), part_of=_renamed(event.part_of, names, wordings, world))
        )
    return settled


def _renamed(part_of: str | None, names: Mapping[str, str], wordings: Mapping[str, str], world: World) -> str | None:
    if part_of is None or part_of in names:
        return names.get(part_of or "")
    states = (name.entity.partition(":")[2] for name in world.lookup(part_of) if name.kind == "state")
    return next((wordings[state] for state in states if state in wordings), part_of)


def _settled(
    place: PlaceRef, wordings: Mapping[str, str], cities: Mapping[EntityId, PlaceRef], world: World
) -> PlaceRef:
    if (place.entity or "").startswith("state:"):
        return replace(place, name=wordings.get(place.country or "", place.name))
    around = venue_city(place, world)
    return cities.get(around, place) if around is not None else place


def _wordings(text: str, phrases: Sequence[Phrase], world: World, language: Language) -> dict[str, str]:
    """Map each state that an article names otherwise than we do to its name there, the usual one of several."""
    counts: dict[str, Counter[str]] = {}
    for phrase in phrases:
        written = phrase.head.of(text)
        plain = _WRITTEN.fullmatch(written) and not written.endswith(language.side)
        means = {name.entity for name in world.lookup(written)} if plain else set()
        if phrase.kind == "country" and phrase.country and f"state:{phrase.country}" in means:
            counts.setdefault(phrase.country, Counter())[written] += 1
    labels = {state: world.entities[EntityId(f"state:{state}")].labels[language.code] for state in counts}
    return {
        state: max(sorted(forms), key=lambda form: (forms[form], len(form)))
        for state, forms in counts.items()
        if labels[state] not in forms
    }
