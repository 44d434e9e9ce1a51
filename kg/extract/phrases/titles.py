"""Titles: the states, offices and institutions that stand before a name, taken into a run one by one.

In go a run and the known form after it, out comes whether the form belongs to the run, which then holds it. How far a
run reaches is the business of `finder` and `offices`.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.phrases.postings import SERVED
from kg.extract.phrases.runs import Run, index_of, is_state
from kg.knowledge.gazetteer import NO_PARTIES, Token
from kg.knowledge.language import Language
from kg.model import OfficeStatus

_AT_ORGANISATION = "permanent_representative"  #: whoever serves at an organisation, unless a table says more


def take(text: str, tokens: Sequence[Token], run: Run, token: Token, language: Language) -> bool:
    """Add a state, status word, office or institution to a run; say False if the token is none of these."""
    if run.posted and not run.offices:
        return _take_post(run, token) or _take_sender(tokens, run, token)
    if "posted" in token.lexeme.classes:
        run.posted = True
        run.end, run.index = token.end, run.index + 1
        return True
    gap = run.end < token.start
    if gap and language.subject.match(text, run.end, token.start) and is_state(tokens[run.index - 1]):
        run.country = run.state = None  # 叙利亚+问题特使 serves no Syria
    if not (_take_title(text, run, token, language) or _take_name(tokens, run, token)):
        return False
    run.end, run.index = token.end, run.index + 1
    return True


def _take_title(text: str, run: Run, token: Token, language: Language) -> bool:
    """Add an office, or a word that says whether it is held; say False if the token is neither."""
    lexeme = token.lexeme
    if lexeme.office is not None or "office_head" in lexeme.classes:
        gap = text[run.end : token.start]
        joined = not gap or language.office_joiner.fullmatch(gap) or language.forces.fullmatch(gap)
        post = lexeme.office.post if lexeme.office else None
        of_board = not joined and post in language.level_posts["head_of_state"]  # 合作委员会+主席
        wording = lexeme.form if joined else gap.lstrip(language.office_comma) + lexeme.form
        run.offices.append((wording, None if of_board else post))
        run.official = run.official and not lexeme.classes & NO_PARTIES
    elif lexeme.classes & NO_PARTIES:
        run.offices.append((lexeme.form, min(lexeme.classes & NO_PARTIES)))
        run.official = False
    elif lexeme.status:
        run.status = OfficeStatus(lexeme.status)
    else:
        return False
    return True


def _take_post(run: Run, token: Token) -> bool:
    """Read the state, city or organisation where an envoy serves, and the office after it."""
    lexeme = token.lexeme
    state = lexeme.name(*SERVED)
    if lexeme.office is not None or "office_head" in lexeme.classes:
        at_organisation = run.receiver is not None and run.receiver.startswith("org:")
        unlisted = _AT_ORGANISATION if at_organisation else None  # 常驻联合国+代表
        run.offices.append((lexeme.form, lexeme.office.post if lexeme.office else unlisted))
    elif "institution" in lexeme.classes:
        run.institution = True
    elif state is not None and run.receiver is None:
        run.receiver = state.country or state.entity
    else:
        return False
    run.end, run.index = token.end, run.index + 1
    return True


def _take_sender(tokens: Sequence[Token], run: Run, token: Token) -> bool:
    """Add the state whose mission is named after where it serves: 驻立陶宛+台湾+代表处; say False if it is none."""
    after = tokens[run.index + 1] if run.index + 1 < len(tokens) else None
    state = token.lexeme.state
    missions = after is not None and after.start == token.end and "institution" in after.lexeme.classes
    if state is None or run.receiver is None or run.country is not None or not missions:
        return False
    run.country, run.state = state.country, state
    run.end, run.index = token.end, run.index + 1
    return True


def _take_name(tokens: Sequence[Token], run: Run, token: Token) -> bool:
    """Add a state, organisation, seat of power or institution to a run; say False if the token is none of these."""
    lexeme = token.lexeme
    state, org, place = lexeme.state, lexeme.body, lexeme.place
    if place is not None and place.kind == "seat" and not (run.offices or run.country or run.org or run.place):
        run.place, run.country = place, place.country
    elif "institution" in lexeme.classes:
        run.institution = True
        if state is not None and run.country is None and run.org is None:
            run.country, run.state = state.country, state  # of the outlet's home: 商务部
    elif state is not None:
        abroad = run.country and run.country != state.country
        if run.offices or abroad or (run.institution and token.lexeme.is_compound):
            return False
        run.country, run.state = state.country, run.state or state
    elif org is not None and not run.offices:
        run.org = run.org or org
    elif place is not None and not run.offices and not run.place and run.index == index_of(tokens, run):
        run.place, run.country = place, run.country or place.country
    else:
        return False
    return True
