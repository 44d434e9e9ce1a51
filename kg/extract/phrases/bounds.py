"""Where names end among known words: whether a known one is whole, and how far an unknown one may reach.

What sounds like a name is the business of `names`; here the known forms around it are asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.phrases.names import NameFinder
from kg.knowledge.gazetteer import Token
from kg.knowledge.language import Language

_SHORT_NAME = 2
_LONGEST_FIRST = 3  #: signs of a name before a known word that is the rest of it
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SPELLED_REST = re.compile(r"(?P<rest>[\u4e00-\u9fff]{1,3})[（(][A-Z]")  #: of a name, with the Latin letters after it


class Bounds:
    """Tells where names end; holds only what it was made with."""

    def __init__(self, language: Language, names: NameFinder) -> None:
        self._language = language
        self._names = names

    def named_after(self, text: str, tokens: Sequence[Token], index: int, country: str | None) -> bool:
        """Tell whether a name follows a token."""
        end = tokens[index].end
        if index + 1 < len(tokens) and tokens[index + 1].start == end and tokens[index + 1].lexeme.is_person:
            return True
        return self.end_of(text, tokens, index + 1, end, country) is not None

    def end_of(self, text: str, tokens: Sequence[Token], index: int, start: int, country: str | None) -> int | None:
        """Return where a name that no table knows ends, None if none begins at a place.

        Args:
            index: of the first token after that place.
        """
        limit = self._limit(text, tokens, index, start, country)
        return self._names.end_of(text, start, limit=limit, country=country)

    def is_whole(self, text: str, tokens: Sequence[Token], index: int, country: str | None = None) -> bool:
        """Tell whether a known name is no part of a longer unknown one: 马斯+卡廷, 埃斯+拉米, 哈立德+·阿里.

        Args:
            country: whose official is named, if told; it is nobody of another state if the name seems to go on.
        """
        token = tokens[index]
        if self._names.is_given(text, token.end):
            return False
        if _is_foreigner(token, country) and self._names.goes_on(text, token.end):
            return False
        grammar, name = self._language.names, token.lexeme.names[0]
        if token.end - token.start > _SHORT_NAME or (
            name.form[0] in grammar.surnames and name.country in grammar.chinese_polities
        ):
            return True
        if token.end < len(text) and self._names.goes_on(text, token.end):
            return False
        rest = _SPELLED_REST.match(text, token.end)
        if rest and all(self._names.is_sound(text, at) for at in range(*rest.span("rest"))):
            return False  # 哈斯+特（Dennis Hastert）
        touched = index > 0 and tokens[index - 1].end == token.start and not tokens[index - 1].lexeme.is_compound
        return touched or not self._names.comes_from(text, token.start)

    def _limit(self, text: str, tokens: Sequence[Token], index: int, start: int, country: str | None) -> int:
        """Return where the next known word begins that is no single sign and no part of a longer name.

        Args:
            start: where a name would begin.
            country: whose official is named, if told.
        """
        for at in range(index, len(tokens)):
            token = tokens[at]
            marks = token.lexeme.classes & {"with", "and", "at", "to"}
            if token.end - token.start == 1 and (not marks or self._is_middle(text, tokens, at, start)):
                continue
            if self._bounds(text, tokens, at) and not self._is_rest(text, start, token, country):
                return token.start
        return len(text)

    def _bounds(self, text: str, tokens: Sequence[Token], index: int) -> bool:
        """Tell whether a known word bounds a name before it; the sound of a short one may be within: 萨+卡利+埃内."""
        token = tokens[index]
        kinds = token.lexeme.kinds
        if kinds == {"person"}:
            return token.lexeme.is_person and self.is_whole(text, tokens, index)
        sounds = (
            kinds == {"place"} and len(token.lexeme.form) == _SHORT_NAME and self._names.is_foreign(token.lexeme.form)
        )
        return not (sounds and self._names.is_within(text, token.start, token.end))

    def _is_middle(self, text: str, tokens: Sequence[Token], index: int, start: int) -> bool:
        """Tell whether a grammar word is the middle sign of a Chinese name: 李+在+明, but not 李+在+北京."""
        at = tokens[index].start
        beside = index + 1 < len(tokens) and tokens[index + 1].start == at + 1
        return not beside and self._names.is_middle(text, start, at)

    def _is_rest(self, text: str, start: int, token: Token, country: str | None) -> bool:
        """Tell whether a known name is the rest of a longer one.

        No given name has one sign (罗+哈斯, 柯+瓦尔斯); after a name stands nobody of another state
        (蒙古外长+蒙赫+巴特尔) and, at the end of a clause, no state (总统+布兰+查德，).
        """
        before = token.start - start
        if not self._names.is_foreign(token.lexeme.form) or not all(
            self._names.is_sound(text, at) for at in range(start, min(token.start, start + _LONGEST_FIRST + 1))
        ):
            return False
        if before == 1:
            return token.lexeme.is_person or token.lexeme.kinds == {"place"}
        ends = token.end >= len(text) or not _HAN.match(text, token.end)
        return before <= _LONGEST_FIRST and (
            _is_foreigner(token, country) or (ends and token.lexeme.kinds == {"state"})
        )


def _is_foreigner(token: Token, country: str | None) -> bool:
    """Tell whether a known name belongs only to people of other states than one."""
    homes = {name.country for name in token.lexeme.names if name.kind == "person"}
    return token.lexeme.is_person and country is not None and bool(homes - {None}) and country not in homes
