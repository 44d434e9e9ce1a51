"""Offices across what no table knows: which later office a run of states and offices leads to.

In go a run and the known forms after it, out come indices of tokens; a leap is taken only to an office after which
somebody is named. Reading what lies on the way is the business of `finder`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.phrases.bounds import Bounds
from kg.extract.phrases.runs import LONGEST_GAP, Run
from kg.knowledge.gazetteer import NO_PARTIES, Token
from kg.knowledge.language import Language

_GAP = re.compile(r"[\u4e00-\u9fff“”]+")
_LISTED = re.compile(r"[\u4e00-\u9fff“”、]*")
_LONGEST_OFFICES = 40  #: signs of the further offices of one person
_LONGEST_TOWN = 4  #: signs between a town and the office that heads it: 伦敦+金融城+市长
_LOCAL = "subnational"  #: the post of whoever heads a town or province
_MEMBER = "party_official"  #: whoever sits in the body of a party holds another office, that says more
_MILITARY = "military"  #: whoever commands armed forces
_LONGEST_PARTY = 18  #: signs of the name of a party
_WORDS_AHEAD = 5  #: known words between a state and the office of its official


class OfficeFinder:
    """Finds the offices to which a run leads; holds only what it was made with."""

    def __init__(self, language: Language, bounds: Bounds) -> None:
        self._language = language
        self._bounds = bounds
        verbs = sorted((re.escape(word) for word in language.by_trigger if len(word) > 1 and "/" not in word), key=len)
        self._verbs = re.compile("|".join(verbs))

    def lists_offices(self, text: str, tokens: Sequence[Token], run: Run) -> bool:
        """Tell whether a comma joins another office of the same person: 参议院副议长、友好小组主席+坎贝尔."""
        following = run.index + 1
        return (
            (run.country is not None or _is_of_party(tokens, run.index - 1))
            and tokens[run.index].start == run.end
            and tokens[run.index].lexeme.form == self._language.office_comma
            and following < len(tokens)
            and tokens[following].start == tokens[run.index].end
            and (tokens[following].lexeme.is_office or "institution" in tokens[following].lexeme.classes)
            and self._names_somebody(text, tokens, following)
        )

    def reaches(self, text: str, tokens: Sequence[Token], run: Run, token: Token) -> bool:
        """Tell whether a token after a gap still belongs to the run: 国务委员兼外长, 人民武力部部长."""
        if run.end == run.start:
            return True
        gap = text[run.end : token.start]
        if run.posted and gap == self._language.genitive:  # 驻柏林+的+大使馆
            return run.receiver is not None and "institution" in token.lexeme.classes
        if self._language.office_joiner.fullmatch(gap):
            heads = token.lexeme.is_office or "institution" in token.lexeme.classes
            return bool(run.offices) and heads and self._names_somebody(text, tokens, run.index)
        if (
            len(gap) > LONGEST_GAP
            or not _GAP.fullmatch(gap)
            or run.offices
            or run.place
            or not (run.country or run.org)
        ):
            return False
        if self._verbs.search(gap):  # 中国+会见+美国部长: the office is of another
            return False
        index = run.index
        if token.lexeme.status and index + 1 < len(tokens) and tokens[index + 1].start == token.end:
            index += 1  # 泰国数字经济部+前+部长
        office = tokens[index].lexeme.office
        serves = office is not None and office.post == _MILITARY and self._language.forces.fullmatch(gap) is not None
        headed = serves or tokens[index].lexeme.classes & {"office_head", *NO_PARTIES}
        return bool(headed) and self._is_held(text, tokens, index, run.country)

    def ahead(self, text: str, tokens: Sequence[Token], run: Run) -> int | None:
        """Return the index of the office that a run leads to across known words: 外务省+亚洲大洋洲局长+金井正彰."""
        leap = self._in_party(text, tokens, run)
        leap = self._also(text, tokens, run) if leap is None else leap
        if leap is None and run.offices:
            leap = self._further(text, tokens, run.index, run.end, run.country)
        leap = self._of_town(text, tokens, run) if leap is None else leap
        leap = self._of_region(text, tokens, run) if leap is None else leap
        if leap is not None:
            return leap
        if (
            run.offices
            or run.posted
            or not (run.country or run.org or run.institution)
            or (tokens[run.index].lexeme.is_office and tokens[run.index].start == run.end)
        ):
            return None
        paired = self._paired_office(text, tokens, run)
        if paired is not None:
            return paired
        return self._across(text, tokens, run)

    def _across(self, text: str, tokens: Sequence[Token], run: Run) -> int | None:
        """Return the index of an office with its field before it: 美国+负责亚太事务的+助理国务卿, 也门+问题+特使."""
        portfolio, topic = self._language.portfolio.match(text, run.end), None
        if portfolio is None and tokens[run.index].start != run.end:
            return None
        for index in range(run.index, min(run.index + _WORDS_AHEAD, len(tokens))):
            token = tokens[index]
            gap = text[run.end : token.start]
            within = portfolio or topic
            if within and token.start < within.end():
                continue
            far = portfolio is None and (len(gap) > LONGEST_GAP or self._verbs.search(gap))
            if token.lexeme.is_person or far or (gap and not _GAP.fullmatch(gap[:LONGEST_GAP])):
                return None
            if token.lexeme.is_office and (portfolio is None or token.start == portfolio.end()):
                heads = "office_head" in token.lexeme.classes or portfolio or topic
                return index if heads and self._bounds.named_after(text, tokens, index, run.country) else None
            topic = portfolio is None and self._language.topic.match(text, token.end)
            if portfolio is not None or not (topic or _is_filler(token)):
                return None
        return None

    def _in_party(self, text: str, tokens: Sequence[Token], run: Run) -> int | None:
        """Return the index of the office in a party that a run leads to: 美国+民主党+众议院议长, 秘鲁自由+党主席."""
        if run.offices or run.place or not (run.country or run.org) or run.posted:
            return None
        for index in range(run.index, len(tokens)):
            token = tokens[index]
            lexeme = token.lexeme
            state = lexeme.state is not None and not lexeme.is_compound
            other = lexeme.is_person or (state and token.start != run.end)  # but 南苏丹+苏丹人民解放运动+主席
            held = lexeme.is_office and token.start == run.end
            if token.start - run.end > _LONGEST_PARTY or other or held or lexeme.mark in ("with", "to", "at"):
                return None
            ends = range(token.start, token.end)  # the office may begin with the end of the name: 党主席, 委员会主席
            if lexeme.is_office and any(self._language.party.fullmatch(text, run.end, end) for end in ends):
                verb = self._verbs.search(text, run.end, token.start)
                named = self._is_held if tokens[run.index].lexeme.state else self._bounds.named_after
                return index if not verb and named(text, tokens, index, run.country) else None
        return None

    def _also(self, text: str, tokens: Sequence[Token], run: Run) -> int | None:
        """Return the index of another office of the same person across known words: 副首相+兼气候与绿色增长+大臣."""
        if not run.offices or not text.startswith(self._language.also, run.end):
            return None
        for index in range(run.index, len(tokens)):
            gap = text[run.end : tokens[index].start]
            if len(gap) > LONGEST_GAP or (gap and not _GAP.fullmatch(gap)):
                return None
            if tokens[index].lexeme.is_office and gap:
                return index if self._bounds.named_after(text, tokens, index, run.country) else None
        return None

    def _is_held(self, text: str, tokens: Sequence[Token], index: int, country: str | None) -> bool:
        """Tell whether a name follows an office, or a list of further ones that a name follows."""
        if self._bounds.named_after(text, tokens, index, country):
            return True
        return self._further(text, tokens, index + 1, tokens[index].end, country) is not None

    def _further(self, text: str, tokens: Sequence[Token], index: int, end: int, country: str | None) -> int | None:
        """Return the index of the last of one person's offices across unknown words: 财长、合作委员会挪方+主席.

        Args:
            index: of the first token after an office.
            end: of that office.
        """
        if (country is None and not _is_of_party(tokens, index - 1)) or not text.startswith(
            self._language.office_comma, end
        ):
            return None
        for at in range(index, len(tokens)):
            token = tokens[at]
            gap = text[end : token.start]
            if len(gap) > _LONGEST_OFFICES or not _LISTED.fullmatch(gap) or self._verbs.search(gap):
                return None
            theirs = token.lexeme.state is None or token.lexeme.is_compound or token.lexeme.state.country == country
            if token.lexeme.is_person or not theirs or token.lexeme.mark not in (None, "and"):
                return None
            if token.lexeme.is_office and self._bounds.named_after(text, tokens, at, country):
                return at
        return None

    def _of_town(self, text: str, tokens: Sequence[Token], run: Run) -> int | None:
        """Return the index of the office that heads a town or province of a state: 美国+俄亥俄州+州长."""
        town = tokens[run.index]
        if run.offices or run.place or not run.country or town.start != run.end or town.lexeme.place is None:
            return None
        for index in range(run.index + 1, min(run.index + _WORDS_AHEAD, len(tokens))):
            token = tokens[index]
            gap = text[town.end : token.start]
            if len(gap) > _LONGEST_TOWN or (gap and not _GAP.fullmatch(gap)):
                return None
            if token.lexeme.office is not None and token.lexeme.office.post == _LOCAL:
                own = town.lexeme.place.country == run.country
                return index if own and self._bounds.named_after(text, tokens, index, run.country) else None
        return None

    def _of_region(self, text: str, tokens: Sequence[Token], run: Run) -> int | None:
        """Return the index of the office that heads a province no table knows: 德国+下萨克森州+州长."""
        if run.offices or run.place or not run.country or tokens[run.index].lexeme.place is not None:
            return None
        for index in range(run.index, min(run.index + _WORDS_AHEAD, len(tokens))):
            token = tokens[index]
            gap = text[run.end : token.start]
            if len(gap) > LONGEST_GAP or (gap and not _GAP.fullmatch(gap)) or token.lexeme.is_person:
                return None
            if gap and token.lexeme.office is not None and token.lexeme.office.post == _LOCAL:
                region = self._language.names.of_place.match(gap, len(gap) - 1)
                return index if region and self._bounds.named_after(text, tokens, index, run.country) else None
            if len(token.lexeme.form) > 1:
                return None
        return None

    def _paired_office(self, text: str, tokens: Sequence[Token], run: Run) -> int | None:
        """Return the index of an office of several fields: 伊朗+经济事务与+财政部长+汉杜齐."""
        fields = self._language.fields.match(text, run.end)
        end = fields.end() if fields else run.end
        index = next((at for at in range(run.index, len(tokens)) if tokens[at].end > end), None)
        if index is None or end == run.end or not tokens[index].lexeme.is_office or tokens[index].start > end:
            return None
        return index if self._is_held(text, tokens, index, run.country) else None

    def _names_somebody(self, text: str, tokens: Sequence[Token], index: int) -> bool:
        """Tell whether a list of offices goes on to a name without another state between."""
        while _leads_on(tokens, index):
            index += 1
        while index < len(tokens) and tokens[index].lexeme.is_office:
            end = tokens[index].end
            index += 1
            if index < len(tokens) and tokens[index].start == end and tokens[index].lexeme.is_person:
                return True
            if index >= len(tokens) or not (
                tokens[index].start == end or self._language.office_joiner.fullmatch(text[end : tokens[index].start])
            ):
                return self._bounds.named_after(text, tokens, index - 1, None)
        return False


def _is_of_party(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether an office in a party, which need not be named, begins a phrase: 同+中共中央政治局委员+、外交部长."""
    before, office = tokens[index - 1] if index else None, tokens[index].lexeme.office
    marked = before is not None and before.end == tokens[index].start and before.lexeme.mark is not None
    return marked and office is not None and office.post == _MEMBER


def _leads_on(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a token is an institution with another known word right after it: 参院+友好小组+主席."""
    near = index + 1 < len(tokens) and tokens[index].end == tokens[index + 1].start
    return near and "institution" in tokens[index].lexeme.classes and not tokens[index].lexeme.is_office


def _is_filler(token: Token) -> bool:
    """Tell whether a known word may be a part of an office's name: 亚洲, 东盟."""
    return token.lexeme.name("region", "organisation") is not None or "shield" in token.lexeme.classes
