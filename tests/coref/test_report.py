"""What reports keep of an article."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from goldfiles import annotation_of

from kg.coref.report import reports_of
from kg.model import Span

GOLD: dict[str, Any] = {
    "article": "post.md",
    "published": "2024-11-07",
    "people": [],
    "events": [
        {
            "type": "Call", "status": "held", "date": "2024-11-07", "places": [], "absent": [], "part_of": None,
            "participants": [{"name": name, "kind": "person", "country": None} for name in ("甲", "乙")],
            "salience": "main", "evidence": evidence,
        }
        for evidence in ("甲與乙通電話。", "乙与甲通电话。")
    ],
}  # fmt: skip


def test_reports_are_light() -> None:
    """Reports are numbered in the order of their events, without the article's body, their evidence in simple signs."""
    annotation = annotation_of(GOLD)
    told = list(reports_of(replace(annotation, article=replace(annotation.article, body="<p>long</p>", body_start=9))))
    assert [(each.id, each.number, each.evidence) for each in told] == [
        ("post.md#0", 0, "甲与乙通电话。"),
        ("post.md#1", 1, "乙与甲通电话。"),
    ]
    assert {(each.article.body, each.article.body_start) for each in told} == {("", 0)}
    assert [each.order for each in told] == sorted(each.order for each in told)


CLAUSES = {
    "签署": "双方签署合作文件",
    "发表": "甲、乙发表联合声明",
    "双方签署合作文件，甲": "双方签署合作文件，甲、乙发表联合声明",
    "会谈后，双方签署合作文件": "会谈后，双方签署合作文件",
    "电话": "会谈后，双方签署合作文件，甲、乙发表联合声明，并合影。",
}


@pytest.mark.parametrize(("word", "clause"), CLAUSES.items())
def test_a_report_keeps_the_words_that_tell_of_its_event(word: str, clause: str) -> None:
    """Of a sentence that tells of several events, each report keeps the clause in which its own word stands."""
    sentence = "会谈后，双方签署合作文件，甲、乙发表联合声明，并合影。"
    annotation = annotation_of({**GOLD, "events": [{**GOLD["events"][0], "evidence": sentence}]})
    (event,) = annotation.events
    at = max(annotation.document.folded.find(word), 0)  # else in the title
    told = replace(event, trigger=Span(start=at, end=at + len(word)))
    assert [each.evidence for each in reports_of(replace(annotation, events=(told,)))] == [clause]
