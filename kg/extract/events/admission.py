"""Admission: whether the words around a trigger let a rule be tried there.

In go a trigger in its clause and a rule with its conditions, out comes the condition that is not met. Whether the
parties found suffice is told by `parties.roles`, whether the deed is denied by `status`.
"""

from __future__ import annotations

from kg.extract.clauses import Clause, Sentence
from kg.knowledge.eventrules import EventRule
from kg.model import Span

_WANTED = 3  #: so many of the conditions on words want them; the others forbid them


def words_against(text: str, sentence: Sentence, clause: Clause, trigger: Span, rule: EventRule) -> str | None:
    """Return which condition of a rule the words around a trigger do not meet; None where they meet all."""
    start, end = clause.span.start, clause.span.end
    left = text[start : trigger.start]
    checks = (
        ("needs", rule.needs, rule.needs and rule.needs.search(text, start, end)),
        ("after", rule.after, rule.after and rule.after.match(text, trigger.end, end)),
        ("before", rule.before, rule.before and rule.before.search(left)),
        ("unless", rule.unless, rule.unless and rule.unless.search(text, start, end)),
        (
            "unless_earlier",
            rule.unless_earlier,
            rule.unless_earlier and rule.unless_earlier.search(text, sentence.span.start, trigger.start),
        ),
        (
            "unless_later",
            rule.unless_later,
            rule.unless_later and rule.unless_later.search(text, trigger.end, sentence.span.end),
        ),
        ("not_after", rule.not_after, rule.not_after and rule.not_after.match(text, trigger.end, end)),
        ("not_before", rule.not_before, rule.not_before and rule.not_before.search(left)),
    )
    where = f"{rule.path.name}:{rule.line}"
    for name, pattern, found in checks[:_WANTED]:
        if pattern is not None and found is None:
            return f"word missing: {name} of {where}"
    barred = next(((name, found.group()) for name, _, found in checks[_WANTED:] if found), None)
    return f"word forbidden: {barred[1]} by {barred[0]} of {where}" if barred else None
