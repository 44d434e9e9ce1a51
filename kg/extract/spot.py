"""Where a rule is tried: a trigger in its clause, in the article read so far.

In go a reading, the context and a trigger, out come the noun phrases in their positions to it and the subject that its
clause leaves out. Which date is told there is the business of `times.spotdates`, what it all means that of
`parties.roles` and `events.rules`.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.arguments.carried import carried_other_side, carried_subject, following_subject
from kg.extract.arguments.placed import Placed
from kg.extract.arguments.slots import place_phrases
from kg.extract.clauses import Clause, Sentence
from kg.extract.context import Context
from kg.extract.phrases.phrase import Phrase
from kg.extract.reading import Reading
from kg.model import Span


@dataclass(frozen=True, slots=True)
class Spot:
    """A trigger in its clause, where a rule is tried."""

    reading: Reading
    context: Context
    sentence: Sentence
    clause: Clause
    trigger: Span

    @property
    def text(self) -> str:
        """The folded text of the article."""
        return self.reading.document.folded

    @property
    def others(self) -> list[Span]:
        """The other triggers of the clause."""
        return [span for span in self.reading.triggers_in(self.clause.span) if not span.overlaps(self.trigger)]

    def placed(self) -> tuple[Placed, ...]:
        """Return the noun phrases of the clause in their positions to the trigger."""
        language, moves = self.reading.language, self.reading.moves_in(self.trigger)
        return place_phrases(self.text, self.clause, self.trigger, others=self.others, language=language, moves=moves)

    def following_subject(self) -> tuple[Phrase, ...]:
        """Find the subject that a clause of time leaves to the clause after it."""
        return following_subject(
            self.sentence,
            self.clause,
            self.trigger,
            text=self.text,
            triggers=self.reading.triggers_in(self.sentence.span),
            language=self.reading.language,
        )

    def carried_subject(self) -> tuple[Phrase, ...]:
        """Find the subject that the clause leaves out, in the clauses before it."""
        return carried_subject(
            self.sentence,
            self.clause,
            text=self.text,
            triggers=self.reading.triggers_in(self.sentence.span),
            language=self.reading.language,
        )

    def carried_other_side(self) -> tuple[Phrase, ...]:
        """Find who stands beside the subject that the clause leaves out, in the clauses before it."""
        return carried_other_side(
            self.sentence,
            self.clause,
            text=self.text,
            triggers=self.reading.triggers_in(self.sentence.span),
            language=self.reading.language,
        )

    def is_vague(self) -> bool:
        """Tell whether the sentence says that this took place on some other day: 日前, 不久前."""
        span = self.sentence.span
        return self.reading.language.vague.search(self.text, span.start, span.end) is not None

    def is_heralded(self) -> bool:
        """Tell whether a traveller only writes of a journey before it: 在对甲进行访问之际，乙发表署名文章."""
        told = self.reading.language.heralded.search(self.text, self.sentence.span.start, self.sentence.span.end)
        return told is not None and told.start() <= self.trigger.start < told.end("what")
