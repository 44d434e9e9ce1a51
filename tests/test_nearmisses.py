"""Near misses: each trigger that gives no event is told, with what each rule said against it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from posts import post

from kg.model import Refusal
from kg.nearmisses import Explanation, explain_article
from kg.pipeline import Knowledge, load_knowledge
from kg.read.jekyll import read_article

EXAMPLES = sorted((Path(__file__).parent.parent / "examples" / "articles").iterdir())

#: A sentence, a trigger in it that gives no event, and one of the rules tried with what it said.
SAID = [
    ("习近平同法国总统马克龙共同会见记者。", "会见", "Meeting/receives", "word forbidden: "),
    ("双方发表了讲话，随后握手。", "握手", "Meeting/shakes-hands", "word missing: before "),
    ("如果王毅会见俄罗斯外长拉夫罗夫，双方将讨论此事。", "会见", "Meeting/receives", "only supposed: 如果"),
    ("王毅没有会见俄罗斯外长拉夫罗夫。", "会见", "Meeting/receives", "denied: 没有"),
    ("王毅7日会见同乡。", "会见", "Meeting/receives", "no second party: only 王毅"),
    ("李强7日会见王毅。", "会见", "Meeting/receives", "one side only: 李强, 王毅"),
    ("外交部长王毅7日访问上海。", "访问", "Visit/visits", "at home: 王毅 in 上海"),
    ("法国总统马克龙的访问行程很满。", "的访问", "Visit/trip", "no place: only 马克龙"),
    ("法国总统马克龙的访问行程很满。", "访问行程", "Visit", "taken by a longer trigger: 的访问"),
    ("会谈气氛友好。", "会谈", "Meeting/talks", "no party"),
    ("亚太经合组织领导人非正式会议很重要。", "亚太经合组织领导人非正式会议", "Summit", "no word near it tells"),
]  # fmt: skip


@functools.cache
def knowledge() -> Knowledge:
    return load_knowledge()


def explained(source: bytes) -> Explanation:
    return explain_article(read_article(source, name="a.md", outlet_of=knowledge().outlets.of), knowledge())


def said(explanation: Explanation) -> Iterator[tuple[str, str, str]]:
    text = explanation.annotation.document.text
    return ((refusal.trigger.of(text), refusal.rule, refusal.reason) for refusal in explanation.refusals)


@pytest.mark.parametrize(("text", "trigger", "rule", "reason"), SAID, ids=[reason for *_, reason in SAID])
def test_each_rule_says_why(text: str, trigger: str, rule: str, reason: str) -> None:
    """A trigger without an event comes with the rules that were tried, each with its reason."""
    told = list(said(explained(post("题", "2024-11-07 18:00:00 +0800", text).encode())))
    assert [each for each in told if each[:2] == (trigger, rule) and each[2].startswith(reason)], told


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_trigger_is_passed_over(path: Path) -> None:
    """Each place where a trigger word stands gives a mention of an event, or is refused, or lies in one that does."""
    explanation = explained(path.read_bytes())
    text, triggers = explanation.annotation.document.folded, knowledge().language.by_trigger
    known = [mention.trigger for mention in explanation.mentions]
    known += [refusal.trigger for refusal in explanation.refusals]
    assert [
        (match.group(), match.start())
        for form in triggers
        for match in re.finditer(re.escape(form), text)
        if not any(each.start < match.end() and match.start() < each.end for each in known)
    ] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_told_is_not_refused(path: Path) -> None:
    """A trigger that gives an event of the annotation is no near miss, and each event has its mentions or itself."""
    explanation = explained(path.read_bytes())
    events = explanation.annotation.events
    told = {(event.trigger, event.rule) for event in events}
    assert [each for each in explanation.refusals if (each.trigger, each.rule) in told] == []
    assert {event.id for event in events} <= {mention.id for mention in explanation.mentions}


def test_refusals_come_in_text_order() -> None:
    """Near misses are sorted by trigger, so that those of one sentence stand together."""

    def by_trigger(refusal: Refusal) -> tuple[int, int]:
        return refusal.trigger.start, refusal.trigger.end

    refusals = [explained(path.read_bytes()).refusals for path in EXAMPLES[:10]]
    assert [list(each) for each in refusals] == [sorted(each, key=by_trigger) for each in refusals]
