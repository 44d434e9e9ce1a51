"""The gate: whether a text may tell of an event at all, by its words and names alone.

In go a document and the words in it that may tell of events, out come the known forms of one that must be read, or
nothing. Most posts of an archive tell of no event, and of many that shows at a fraction of what reading costs: no word
tells of one, or what a rule needs does not stand beside it, or nobody is named but those of one state. Nothing is
decided here but that; what the gate lets in is read as if there were none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.conferences.names import SIGNS
from kg.extract.conferences.search import find_conferences
from kg.extract.phrases.bounds import Bounds
from kg.extract.phrases.compounds import CompoundReader
from kg.knowledge.conferencegrammar import ConferenceGrammar
from kg.knowledge.eventrules import EventRule
from kg.knowledge.gazetteer import Gazetteer, Token
from kg.knowledge.language import Language
from kg.knowledge.world import World
from kg.match.words import needs_of
from kg.model import Document, Span

_MOST = 1000  #: words that may be triggers; what has more is let in
_SENT = frozenset({"ambassador", "consul_general", "envoy", "permanent_representative"})  #: whose posts are abroad
_INTERNATIONAL = "io_"  #: with which the posts of international organisations begin
_Needed = tuple[frozenset[str], ...]  #: words; one of each set must stand in the sentence of the trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Keeps out the texts that cannot tell of an event."""

    language: Language
    world: World
    gazetteer: Gazetteer
    bounds: Bounds
    compounds: CompoundReader
    rules: Mapping[str, tuple[tuple[EventRule, _Needed], ...]]  #: by trigger: what each of its rules needs
    conferences: re.Pattern[str]  #: what the name of each holds

    def known_in(self, document: Document, triggers: Sequence[tuple[int, int, str]]) -> list[Token] | None:
        """Find the known forms of a document that may tell of an event; None for one that cannot.

        Args:
            triggers: start, end and form of all words of it that may be triggers.
        """
        text, sentences = document.folded, document.sentences
        rules = self._rules_told(text, sentences, triggers[:_MOST])
        if not (rules or self._tells_without_trigger(text, sentences)):
            return None
        known, home = self.gazetteer.find(text), document.article.outlet.home
        alone = len(triggers) > _MOST or home is None or any(rule.gathering or rule.one_sided for rule in rules)
        if alone or self._names_others(text, known, home or ""):
            return known
        return known if find_conferences(text, known, grammar=self.language.conferences, world=self.world) else None

    def _rules_told(
        self, text: str, sentences: Sequence[Span], triggers: Iterable[tuple[int, int, str]]
    ) -> list[EventRule]:
        """Return the rules of which all that they need stands in the sentence of a trigger."""
        starts = [sentence.start for sentence in sentences]
        forms = dict.fromkeys((max(0, bisect_right(starts, start) - 1), form) for start, _, form in triggers)
        return [
            rule for at, form in forms for rule, needed in self.rules[form] if _stand_in(text, sentences[at], needed)
        ]

    def _tells_without_trigger(self, text: str, sentences: Sequence[Span]) -> bool:
        """Tell whether a text may name a conference, or tell of envoys who are received or of many who write."""
        if self.conferences.search(text) or self.language.credentials.accepts.search(text):
            return True
        return any(self.language.chorus.opens.search(text, each.start, each.end) for each in sentences)

    def _names_others(self, text: str, known: Sequence[Token], home: str) -> bool:
        """Tell whether another state than one, somebody or something of it, or an organisation may be named.

        That shows in a name, in the sign of a state, in an office that is held abroad, by an official of one state
        alone or by one whom no table knows, and in dots, which part a foreign name.
        """
        sole = any(words in text for words, state in self.language.sole_offices.items() if state != home)
        if sole or any(dot in text for dot in self.language.names.dots):
            return True
        return any(self._is_of_others(text, known, index, home) for index in range(len(known)))

    def _is_of_others(self, text: str, known: Sequence[Token], index: int, home: str) -> bool:
        """Tell whether a known form, and what goes on from it, may name others."""
        lexeme = known[index].lexeme
        if lexeme.is_compound:
            phrases, _ = self.compounds.read(text, known, index) or ((), index)
            return any(phrase.country != home for phrase in phrases)
        if len(lexeme.form) > 1 and any(name.country != home for name in lexeme.names):
            return True
        office = lexeme.office
        if office is None:
            return False
        if office.post in _SENT or office.post.startswith(_INTERNATIONAL):
            return True
        after = known[index + 1] if index + 1 < len(known) else None
        if after is not None and after.start == known[index].end and after.lexeme.is_person:
            return False  # of whom the table tells
        return self.bounds.named_after(text, known, index, None)


def make_gate(
    language: Language, world: World, gazetteer: Gazetteer, *, bounds: Bounds, compounds: CompoundReader
) -> Gate:
    """Read off the rules of a language, and off the names of conferences, what no event is told without."""
    needed = {rule.name: _needed(rule) for rule in language.rules}
    return Gate(
        language=language,
        world=world,
        gazetteer=gazetteer,
        bounds=bounds,
        compounds=compounds,
        rules={
            form: tuple((rule, needed[rule.name]) for rule in _rules_within(form, language))
            for form in language.by_trigger
        },
        conferences=_conferences(language.conferences, gazetteer),
    )


def _rules_within(form: str, language: Language) -> Iterator[EventRule]:
    """Yield the rules of a trigger and of those that end it, to which it is cut after an office: 外长会谈+后."""
    for start in range(len(form)):
        yield from language.by_trigger.get(form[start:], ())


def _conferences(grammar: ConferenceGrammar, gazetteer: Gazetteer) -> re.Pattern[str]:
    """Write out the signs that stand for names in the gate of conferences, and add the names of assemblies."""
    plain = re.compile(re.sub("|".join(SIGNS.values()), "(?!)", grammar.gate.pattern))
    forms: dict[str, str] = {}
    for kind in ("organisation", "series"):
        named = (each.form for each in gazetteer.lexemes if any(name.kind == kind for name in each.names))
        other = sorted((form for form in named if not plain.search(form)), key=lambda form: (-len(form), form))
        forms[SIGNS[kind]] = f"(?:{'|'.join(map(re.escape, other))})"
    gate = re.sub("|".join(forms), lambda sign: forms[sign.group()], grammar.gate.pattern)
    return re.compile("|".join((gate, *map(re.escape, sorted(grammar.assemblies)))))


def _needed(rule: EventRule) -> _Needed:
    """Return what must stand in the sentence of a rule's trigger, as far as it can be read off the rule."""
    patterns = (pattern for pattern in (rule.needs, rule.before, rule.after) if pattern is not None)
    return tuple(words for pattern in patterns for words in needs_of(pattern))


def _stand_in(text: str, sentence: Span, needed: _Needed) -> bool:
    return all(any(text.find(word, sentence.start, sentence.end) >= 0 for word in words) for words in needed)
