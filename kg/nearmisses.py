"""Near misses: the triggers of an article that give no event, with each rule that was tried and why it said no.

In goes an article, out come its annotation and the refusals in text order. The rules tell their refusals as they are
tried (`extract`); here those are added that nobody tries: triggers inside longer ones, and mentions that joining the
mentions of an article leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.coref.within.parties import stands_for
from kg.extract.annotator import Found
from kg.model import Annotation, Article, Event, Refusal, Span
from kg.pipeline import Knowledge, annotation_of
from kg.text.html import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What an article says, and what it nearly said."""

    annotation: Annotation
    refusals: tuple[Refusal, ...]  #: in text order; several for a trigger where several rules were tried
    mentions: tuple[Event, ...]  #: of the annotation's events, in text order, before they were joined

    def mentions_of(self, event: Event) -> list[Event]:
        """Return the other mentions of which an event was made, as far as type, sentence and parties show it."""
        own = {each.id for each in self.annotation.events}
        return [mention for mention in self.mentions if mention.id not in own and is_told(mention, [event])]


def explain_article(article: Article, knowledge: Knowledge) -> Explanation:
    """Annotate an article, and say why its other triggers give no event."""
    document = clean(article)
    found = knowledge.extractor.read(document)
    annotation = annotation_of(document, found)
    told = [event for event in found.events if is_told(event, annotation.events)]
    refusals = (
        *found.refusals,
        *(_left_out(event, annotation) for event in found.events if event not in told),
        *_inside_longer(document.folded, found, knowledge),
    )
    return Explanation(
        annotation=annotation,
        refusals=tuple(sorted(refusals, key=lambda refusal: refusal.trigger)),
        mentions=tuple(told),
    )


def is_told(mention: Event, events: Iterable[Event]) -> bool:
    """Tell whether a mention is one of those of which an article's events were made."""
    return any(
        mention.type == event.type
        and mention.evidence in event.mentions
        and all(any(stands_for(party, other) for other in event.parties()) for party in mention.parties())
        for event in events
    )


def _left_out(mention: Event, annotation: Annotation) -> Refusal:
    blocks = annotation.document.blocks
    titled = bool(blocks) and blocks[0].span.covers(mention.trigger)
    reason = (
        "told in the title in one, and in the body one by one"
        if titled
        else "points back at an event that is not told: its parties are understood, and it has no day"
    )
    return Refusal(trigger=mention.trigger, rule=mention.rule, reason=reason)


def _inside_longer(text: str, found: Found, knowledge: Knowledge) -> Iterator[Refusal]:
    """Yield the triggers that overlap a longer one, which was tried in their stead and gave no event of their type."""
    tried = [*(event.trigger for event in found.events), *(refusal.trigger for refusal in found.refusals)]
    told = {(event.trigger, event.type) for event in found.events}
    taken = {offset: span for span in tried for offset in range(span.start, span.end)}
    known = frozenset(tried)
    for form, rules in knowledge.language.by_trigger.items():
        at = text.find(form)
        while at >= 0:
            span = Span(start=at, end=at + len(form))
            longer = taken.get(span.start) or taken.get(span.end - 1)
            if longer is not None and span not in known:
                for kind in dict.fromkeys(rule.type for rule in rules if (longer, rule.type) not in told):
                    yield Refusal(trigger=span, rule=kind, reason=f"taken by a longer trigger: {longer.of(text)}")
            at = text.find(form, at + 1)
