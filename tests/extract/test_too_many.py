"""A text with more words for events than any article has is read in part, and says so: reading ends."""

from __future__ import annotations

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
