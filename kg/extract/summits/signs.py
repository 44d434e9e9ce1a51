"""What shows that a conference takes place: that it convenes, that somebody attends or stays away, what happens there.

In go the words of a clause around the name of a conference, or of a clause that leaves the name to the words before it
(均将出席), out come `Sign` values. Who takes part, when and where is read in `told`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.arguments.placed import Placed
from kg.extract.clauses import Clause, Sentence
from kg.extract.conferences.conference import Conference, is_in_title
from kg.extract.conferences.recall import meant
from kg.extract.phrases.phrase import Phrase
from kg.extract.reading import Reading
from kg.extract.spot import Spot
from kg.model import BlockKind, Span

_WEEK = 6  #: signs of a time at most that begins with a word
_FAR = 32  #: signs between a conference and the word that it convenes: its place
_NEXT = 6  #: the same where words before the name say that it meets
_AT_ONCE = 4  #: fewer signs than these stand between a word and the conference of which it tells
_AWAY = 24  #: the same between who stays away and the conference
_MANY = 3  #: states whose officials stand in one list
_SHORT = re.compile(r"[（(][A-Za-z0-9+]{2,12}[）)]")  #: a short name after the name: 二十国集团峰会（G20）


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What shows that a conference takes place."""

    span: Span  #: the word that shows it
    kind: str  #: attends, convenes, during, absent
    alone: bool = False  #: the conference is named before, in another clause
    holds: bool = False  #: who does what the word says takes part: 日本主办
    listed: bool = False  #: the parties stand after the word
    refuses: bool = False  #: who stays away says that it will
    relative: bool = False  #: the word only says which conference is meant: 明天举行的+峰会


def told_later(reading: Reading, sentence: Sentence, clause: Clause) -> Iterator[tuple[Conference, Sign]]:
    """Find who takes part, or stays away, in a clause that leaves the conference to the words before it."""
    text, words = reading.document.folded, reading.language.conferences
    for pattern, kind, listed in (
        (words.absent_list, "absent", True),
        (words.attends_list, "attends", True),
        (words.absent_alone, "absent", False),
        (words.chaired_alone, "attends", False),
        (words.attends_alone, "attends", False),
        (words.attends_here, "attends", False),
    ):
        match = pattern.search(text, clause.span.start, clause.span.end)
        if match is None or (pattern is words.attends_here and not _is_there(reading, sentence, clause)):
            continue
        verb = match.span("verb") if "verb" in pattern.groupindex else match.span()
        span = Span(start=verb[0], end=verb[1])
        conference = _meant(reading, sentence, clause, span)
        if conference is not None and _is_so_called(match, conference):
            yield conference, Sign(span=span, kind=kind, alone=True, listed=listed)
        return


def _is_there(reading: Reading, sentence: Sentence, clause: Clause) -> bool:
    """Tell whether the sentence of a clause names a conference before it, and the clause no place of its own."""
    named = bool(reading.conferences_in(Span(start=sentence.span.start, end=clause.span.start)))
    placed = {mark.end for mark in clause.marks if mark.kind == "at"}
    before = {
        one.entity or one.name for one in sentence.phrases if one.kind == "place" and one.end <= clause.span.start
    }
    at = [one for one in clause.phrases if one.kind == "place" or (one.kind == "country" and one.start in placed)]
    return named and all((one.entity or one.name) in before for one in at)


def _is_so_called(match: re.Match[str], conference: Conference) -> bool:
    """Tell whether a conference bears the word by which it is meant, if that may mean talks as well: 出席+会晤."""
    own = match.groupdict().get("own")
    return own is None or (own in conference.name and conference.number is not None and conference.series is not None)


def _meant(reading: Reading, sentence: Sentence, clause: Clause, word: Span) -> Conference | None:
    """Return the conference named last before a clause in its paragraph; None if the clause names one itself."""
    if reading.conferences_in(clause.span):
        return None
    text, grammar = reading.document.folded, reading.language.conferences
    named = told_here(reading)
    if reading.language.hypothetical.search(text, clause.span.start, word.start):
        return None
    found = meant(text, named, word.start, grammar)
    if found is not None and reading.document.block_at(found.span.start) != sentence.block and is_about_other(reading):
        return None
    return found or _of_title(reading, sentence, named, word)


def is_about_other(reading: Reading) -> bool:
    """Tell whether an article is about an occasion that is no conference of states, by its title: …青年论坛开幕."""
    blocks, words = reading.document.blocks, reading.language.conferences
    title = blocks[0].span if blocks and blocks[0].kind is BlockKind.TITLE else None
    if title is None or reading.conferences_in(title):
        return False
    return words.occasions.search(reading.document.folded, title.start, title.end) is not None


def told_here(reading: Reading) -> list[Conference]:
    """Return the conferences that an article names, each time, but for those only meant or named in a title."""
    told = [one for one in reading.conferences.items if one.by_city or not one.recalled]
    return [one for one in told if not is_in_title(reading.document.folded, one.span)]


def _of_title(reading: Reading, sentence: Sentence, named: Sequence[Conference], word: Span) -> Conference | None:
    """Return the conference of the title where a sentence lists officials of many states: 甲、乙、丙等+出席."""
    listed = [phrase for phrase in sentence.phrases if phrase.kind == "person" and phrase.end <= word.start]
    if len({phrase.country for phrase in listed}) < _MANY or not named or not reading.document.blocks:
        return None
    first = reading.document.blocks[0]
    titled = first.kind is BlockKind.TITLE and first.span.covers(named[0].span)
    return named[0] if titled and not named[0].shift else None


def find_sign(reading: Reading, clause: Clause, conference: Conference) -> Sign | None:
    """Find what shows that a conference takes place, in its clause; None if nothing does."""
    text, words = reading.document.folded, reading.language.conferences
    start, end = clause.span.start, clause.span.end
    first = _first_of_list(reading, clause, conference)
    sits = words.sits.match(text, conference.span.end, end)
    if sits or words.part.match(text, conference.span.end) or words.of_attending.search(text, start, end):
        return None
    told = _is_verb(reading, conference) or _stays_away(reading, clause, conference)
    if told is not None:
        return told
    after = _first_word(text, words.attends, conference.span.end, end)
    if after is not None and words.joined_by.match(text, conference.span.end):
        return Sign(span=after, kind="attends")
    attends = _last_word(text, words.attends_before, start, conference.span.start)
    if attends is not None and not _owns(reading, clause, attends.end, conference.span.start):
        return Sign(span=attends, kind="attends")
    during = _during(reading, _last_of_list(reading, clause, conference), end)
    if during is not None:
        return Sign(span=during, kind="during")
    hosted = words.before_comment.match(text, conference.span.end, end)  # 甲会议由乙主办，+5日在丙地+开幕
    convenes = _first_word(text, words.convenes, hosted.end() if hosted else conference.span.end, end)
    held = _last_word(text, words.convenes, start, first)
    said = held is not None and first == held.end + len(reading.language.genitive)  # 明天举行的+峰会将启动…
    near = held is not None and first - held.end < _AT_ONCE
    if convenes is not None and near and _is_of_next(reading, clause, convenes):
        convenes = None
    if convenes is not None and words.holds_other.match(text, convenes.end, end):
        convenes = None  # 联合国大会27日+举行活动
    if convenes is not None and convenes.start - conference.span.end <= (_NEXT if said else _FAR):
        return Sign(span=convenes, kind="convenes", holds=_is_hosted(text, convenes, words.hosts))
    if held is not None and near:
        relative = text.startswith(reading.language.genitive, held.end)
        holds = words.hosts if relative else words.convened_by
        return Sign(span=held, kind="convenes", holds=_is_hosted(text, held, holds), relative=relative)
    if words.occasion.search(text, start, conference.span.start):
        return Sign(span=conference.span, kind="during")
    if conference.shift < 0 and reading.times_in(clause.span):
        return Sign(span=conference.span, kind="convenes")
    issues = words.issues.match(text, conference.span.end, end)
    return Sign(span=Span(start=issues.start("verb"), end=issues.end()), kind="convenes") if issues else None


def _is_verb(reading: Reading, conference: Conference) -> Sign | None:
    """Find that what names a conference is the verb that says that it meets: 欧盟外长+开会."""
    verb = reading.language.conferences.meets.fullmatch(conference.span.of(reading.document.folded))
    return Sign(span=conference.span, kind="convenes") if verb else None


def _is_of_next(reading: Reading, clause: Clause, word: Span) -> bool:
    """Tell whether a word stands right before another conference: 主办甲峰会以及+举办+乙大会."""
    return any(one.span.start - word.end in range(_AT_ONCE) for one in reading.conferences_in(clause.span))


def _stays_away(reading: Reading, clause: Clause, conference: Conference) -> Sign | None:
    """Find the word before a conference that says that somebody stays away."""
    words = reading.language.conferences
    for match in words.absent.finditer(reading.document.folded, clause.span.start, conference.span.start):
        if conference.span.start - match.end() <= _AWAY:
            refuses = words.refuses.match(match.group()) is not None
            return Sign(span=Span(start=match.start(), end=match.end()), kind="absent", refuses=refuses)
    return None


def _during(reading: Reading, conference: Conference, end: int) -> Span | None:
    """Return the words right after a name that tell of what took place there: 峰会+期间, 峰会+作视频致辞."""
    text, words = reading.document.folded, reading.language.conferences
    start = next((match.end() for match in [_SHORT.match(text, conference.span.end)] if match), conference.span.end)
    speaks = words.speaks.match(text, start, end)
    if speaks is not None:
        return Span(start=start, end=speaks.end())
    word = _first_word(text, words.during, start, min(end, start + 6))
    return word if word is not None and word.start - start <= 2 and not _is_in_time(reading, word) else None


def _first_of_list(reading: Reading, clause: Clause, conference: Conference) -> int:
    """Return where the list of conferences begins in which one is named: 举办+甲峰会、+乙峰会."""
    start, text, words = conference.span.start, reading.document.folded, reading.language.marks
    for one in reversed(reading.conferences_in(clause.span)):
        if one.span.end < start and text[one.span.end : start] in words:
            start = one.span.start
    return start


def _last_of_list(reading: Reading, clause: Clause, conference: Conference) -> Conference:
    """Return the last of the conferences that are named in one list with another: 在+甲峰会和+乙峰会+上."""
    text, last, between = reading.document.folded, conference, reading.language.conferences.lists
    for one in reading.conferences_in(clause.span):
        if one.span.start > last.span.end and text[last.span.end : one.span.start] in between:
            last = one
    return last


def _is_in_time(reading: Reading, word: Span) -> bool:
    """Tell whether a word is a part of a time: 峰会+上周五."""
    return any(time.span.start == word.start for time in reading.times_in(Span(start=word.start, end=word.end + _WEEK)))


def _owns(reading: Reading, clause: Clause, start: int, end: int) -> bool:
    """Tell whether words before a conference own it (出席甲的+峰会), and do not only say when or where it meets."""
    text, genitive = reading.document.folded, reading.language.genitive
    rest = text[start:end]
    places = [phrase.span for phrase in clause.phrases if phrase.kind == "place" and start <= phrase.start < end]
    for span in (*(time.span for time in reading.times_in(Span(start=start, end=end))), *places):
        rest = rest.replace(span.of(text) + genitive, "", 1)
    return genitive in reading.language.conferences.opening.sub("", rest)


def _is_hosted(text: str, word: Span, hosts: re.Pattern[str]) -> bool:
    return hosts.fullmatch(word.of(text)) is not None


def _last_word(text: str, words: Sequence[str], start: int, end: int) -> Span | None:
    spans = [Span(start=at, end=at + len(word)) for word in words if (at := text.rfind(word, start, end)) >= 0]
    return max(spans, key=lambda span: (span.end, -span.start)) if spans else None


def _first_word(text: str, words: Sequence[str], start: int, end: int) -> Span | None:
    spans = [Span(start=at, end=at + len(word)) for word in words if (at := text.find(word, start, end)) >= 0]
    return min(spans, key=lambda span: (span.start, -span.end)) if spans else None


def missed_before(spot: Spot, placed: Sequence[Placed], word: Span) -> list[Phrase]:
    """Return who stays away where he owns the word that says so, whoever acts: 乙对甲的+缺席+表示遗憾."""
    end = word.start - len(spot.reading.language.genitive)
    last = next((item for item in placed if item.phrase.end == end and item.phrase.kind == "person"), None)
    return [item.phrase for item in placed if last is not None and item.group == last.group]
