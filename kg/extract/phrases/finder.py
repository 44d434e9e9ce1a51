"""Noun phrases of a text, read from left to right among its known forms.

In goes the folded text and the known forms found in it, out come `Phrase` values in text order without overlap: persons
with their offices, states (also 中方, 美国国务院, each of 日美韩), organisations, places, and words for parties already
spoken of (双方). States of one sign are read in `compounds`, what stands before a name in `titles`, persons in
`persons`. To which later office a run leads is found in `offices`, how far a name reaches in `bounds`. Conferences are
found in `conferences.conference`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kg.extract.phrases.bounds import Bounds
from kg.extract.phrases.compounds import CompoundReader
from kg.extract.phrases.names import NameFinder
from kg.extract.phrases.offices import OfficeFinder
from kg.extract.phrases.persons import PersonReader
from kg.extract.phrases.phrase import Phrase, bare_office, thing_named, vocative
from kg.extract.phrases.postings import Postings, read_postings
from kg.extract.phrases.runs import LONGEST_GAP, Run, first_at, index_of, is_state
from kg.extract.phrases.titles import take
from kg.knowledge.gazetteer import Token
from kg.knowledge.language import Language
from kg.model import Span

_OPENING = ("", "，", "。", "；", "：", "、", "“", "「", "\n", "\u3000", ",", ":")  #: signs before a clause


class PhraseFinder:
    """Finds noun phrases; holds only what it was made with."""

    def __init__(self, language: Language, names: NameFinder) -> None:
        self._language = language
        self.bounds = Bounds(language, names)
        self._offices = OfficeFinder(language, self.bounds)
        self._persons = PersonReader(language, self.bounds)
        self.compounds = CompoundReader(language, self.bounds, titled=self._titled)

    def find(self, text: str, tokens: Sequence[Token], *, home: str | None) -> list[Phrase]:
        """Find the noun phrases of a text.

        Args:
            text: folded.
            tokens: known forms in text order, without overlap.
            home: the state that the outlet calls its own.
        """
        return list(self._phrases(text, tokens, home))

    def _phrases(self, text: str, tokens: Sequence[Token], home: str | None) -> Iterator[Phrase]:
        index = 0
        while index < len(tokens):
            if tokens[index].lexeme.is_inert:
                index += 1
                continue
            found, index = self._at(text, tokens, index, home)
            yield from found

    def _at(self, text: str, tokens: Sequence[Token], index: int, home: str | None) -> tuple[list[Phrase], int]:
        """Read what begins at a token; return its phrases and the index of the next unread token."""
        token = tokens[index]
        lexeme = token.lexeme
        by_clock = self._language.clock.match(text, token.end) and lexeme.name("state", "place") is not None
        if by_clock or ("shield" in lexeme.classes and not lexeme.names and lexeme.office is None):
            return [], index + 1  # 韩国+时间26日
        if "posted" in lexeme.classes:
            return self._titled(text, tokens, index)
        if token.lexeme.is_compound:
            run = self.compounds.read(text, tokens, index)
            if run is not None:
                return run
            return [], index + 1
        if "own_state" in lexeme.classes and home:
            span = Span(start=token.start, end=token.end)
            return [Phrase(span=span, head=span, kind="country", name=lexeme.form, country=home, rule="own")], index + 1
        if lexeme.group is not None:
            if index and tokens[index - 1].end == token.start and is_state(tokens[index - 1]):
                return [], index + 1  # 日印+两国: the states have been read
            span = Span(start=token.start, end=token.end)
            return [Phrase(span=span, head=span, kind="group", group=lexeme.group, level=lexeme.group.level)], index + 1
        if lexeme.pronoun:
            span = Span(start=token.start, end=token.end)
            found = [Phrase(span=span, head=span, kind="pronoun", name=lexeme.pronoun)]
            return [] if self._language.no_pronoun.match(text, token.start) else found, index + 1
        if not lexeme.begins_name:
            return [], index + 1
        return self._titled(text, tokens, index)

    def _titled(self, text: str, tokens: Sequence[Token], index: int) -> tuple[list[Phrase], int]:
        """Read states and offices, then the name after them, then the office after the name."""
        first = tokens[index]
        run = Run(start=first.start, end=first.start, index=index)
        person: Token | None = None
        while run.index < len(tokens):
            token = tokens[run.index]
            if token.start > run.end + LONGEST_GAP and not self._language.portfolio.match(text, run.end):
                break
            ahead = self._offices.ahead(text, tokens, run) if run.end > run.start else None
            if run.offices and self._offices.lists_offices(text, tokens, run):
                run.index, token = run.index + 1, tokens[run.index + 1]
            elif ahead is not None:
                run.index, token = ahead, tokens[ahead]
            elif token.start != run.end and not self._offices.reaches(text, tokens, run, token):
                break
            if "shield" in token.lexeme.classes and not token.lexeme.names and not token.lexeme.office:
                break
            if token.lexeme.is_person:
                if self.bounds.is_whole(text, tokens, run.index, run.country):
                    person = token
                else:
                    run.index += 1  # a longer name that no table knows begins here: 巴尔+尼耶
                break
            if not take(text, tokens, run, token, self._language):
                break
        return self._finish(text, tokens, run, person)

    def _finish(self, text: str, tokens: Sequence[Token], run: Run, person: Token | None) -> tuple[list[Phrase], int]:
        """Turn a run and what follows it into a phrase."""
        postings = read_postings(text, tokens, run, self._language)
        if postings is not None:
            return self._posted(run, postings), postings.index
        if person is not None:
            return self._persons.phrase(text, tokens, run, person.start, person.end, person)
        if run.offices and not self._persons.is_surnamed(text, tokens, run):
            end = self.bounds.end_of(text, tokens, run.index, run.end, run.country)
            if end is not None:
                return self._persons.phrase(text, tokens, run, run.end, end, None)
        index = max(run.index, first_at(tokens, run.end, run.index))
        span = Span(start=run.start, end=max(run.end, run.start + 1))
        if run.offices or (run.receiver and run.institution):
            if run.country is None and run.org is None and run.receiver is None:
                spoken_to = self._language.vocatives.match(text, run.end)
                if spoken_to:
                    return [vocative(run, spoken_to.end())], max(index, run.index)
                bare = [replace(bare_office(span, run), rule="bare")] if self._is_bare(text, run) else []
                return bare, max(index, run.index)
            return [bare_office(span, run)], index
        named = run.state or run.org or run.place
        if named is None:
            return [], max(index, index_of(tokens, run) + 1)
        return [thing_named(span, named, run)], index

    def _posted(self, run: Run, postings: Postings) -> list[Phrase]:
        """Make a phrase of each state where envoys of one state serve: 驻智利和秘鲁大使."""
        run.offices = [postings.office]
        office = bare_office(Span(start=run.start, end=run.end), run)
        return [replace(office, span=span, head=span, receiver=served) for served, span in postings.served]

    def _is_bare(self, text: str, run: Run) -> bool:
        """Tell whether an office alone acts, of whose holder the article has told: 首相+将出席."""
        if len(run.offices) != 1 or run.status or run.place or run.institution or run.offices[0][1] is None:
            return False
        if text[run.start - 1 : run.start] not in _OPENING:
            return False
        return self._language.acts.match(text, run.end) is not None
