"""A text with more words for events than any article has is read in part, and says so: reading ends."""

from __future__ import annotations

import time

import pytest
from documents import plain_document

from kg.extract.events.rules import _MOST as OF_A_SENTENCE
from kg.pipeline import _MOST as OF_AN_ARTICLE
from kg.pipeline import annotation_of, load_knowledge


def test_more_words_in_a_sentence_than_any_has() -> None:
    found = load_knowledge().extractor.read(plain_document("会谈，" * (OF_A_SENTENCE + 7) + "。"))
    left = [refusal for refusal in found.refusals if "such words in one sentence" in refusal.reason]
    assert len(left) == 7 and found.unread == 0


def test_more_words_in_an_article_than_any_has() -> None:
    document = plain_document("\n".join(["卢拉会见菲丹。"] * (OF_AN_ARTICLE + 3)))
    found = load_knowledge().extractor.read(document)
    assert found.unread == 3 and len(found.events) == OF_AN_ARTICLE
    (issue,) = annotation_of(document, found).issues
    assert issue.message == "it tells of too many events for an article; the last 3 are left out"


@pytest.mark.parametrize(
    "text",
    ["{}峰会。", "斯特勒同斯图布于5月在奥斯陆、6月在赫尔辛基、7月在巴黎、8月在柏林{}会面。"],
    ids=["organisations", "months"],
)
def test_words_over_and_over_take_no_more_than_their_length(text: str) -> None:
    """Eight times as many words take some eight times as long, and not sixty-four times."""
    word = "欧盟" if text.startswith("{") else "月、"
    short, long = (min(_seconds(text.format(word * count)) for _ in range(3)) for count in (200, 1600))
    assert long < 24 * short


def _seconds(text: str) -> float:
    document, extractor = plain_document(text), load_knowledge().extractor
    start = time.process_time()
    extractor.read(document)
    return time.process_time() - start
