"""The flow of the house for one article: from what was read to all that it says.

`load_knowledge` reads our data once; `annotate` is a pure function of an article and that knowledge. What an article
says never makes it raise. Archives of articles, stores and graphs are the business of `build`.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.coref.relations.relate import relate
from kg.coref.within.merge import merge
from kg.extract.annotator import Extractor, Found
from kg.knowledge.gazetteer import Gazetteer, build_gazetteer
from kg.knowledge.language import Language, load_language
from kg.knowledge.outlets import Outlets, load_outlets
from kg.knowledge.timegrammar import TimeGrammar, load_time_grammar
from kg.knowledge.world import DATA, World, load_world
from kg.knowledge.worldtables import uncollected
from kg.model import Annotation, Article, Document, Issue
from kg.text.html import clean, find_faults

_MOST = 1000  #: mentions of events that are read in one article


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """All that is known before an article is read."""

    language: Language
    world: World
    outlets: Outlets
    times: TimeGrammar
    gazetteer: Gazetteer
    extractor: Extractor  #: made of all the others, once


@uncollected()
def load_knowledge(*, language: str = "zh", world: Sequence[Path] = ()) -> Knowledge:
    """Load what we know; takes a fraction of a second.

    Args:
        language: ISO 639-1 of a folder under `kg/data/lang`.
        world: folders of tables of the user's own, added to ours.

    Raises:
        DataError: a line of a table is wrong.
    """
    folder = DATA / "lang" / language
    words = load_language(folder, code=language)
    known = load_world(DATA / "world", folder / "names", extra=world)
    times, gazetteer = load_time_grammar(folder / "time.yml"), build_gazetteer(known, words)
    knowledge = Knowledge(
        language=words,
        world=known,
        outlets=load_outlets(DATA / "outlets"),
        times=times,
        gazetteer=gazetteer,
        extractor=Extractor(language=words, world=known, gazetteer=gazetteer, times=times),
    )
    gc.freeze()  # it is kept for good: the garbage collector need not go through it again and again
    return knowledge


def annotate(article: Article, knowledge: Knowledge, *, quiet: bool = True) -> Annotation:
    """Say all that one article says.

    Args:
        quiet: also what one names that tells of no event; not to read those takes a fifth less time.
    """
    document = clean(article)
    return annotation_of(document, knowledge.extractor.read(document, quiet=quiet))


def _too_many(found: Found, document: Document) -> tuple[Issue, ...]:
    """Say so where an article tells of more events than any article does; reading all of them would take for ever."""
    left_out = found.unread + len(found.events[_MOST:])
    if not left_out:
        return ()
    message = f"it tells of too many events for an article; the last {left_out} are left out"
    return (Issue(where=f"{document.article.file}:1", message=message),)


def annotation_of(document: Document, found: Found) -> Annotation:
    """Join the mentions of each event of a document, and relate its events to one another."""
    title = document.blocks[0].span if document.blocks else None
    merged = merge(found.events[:_MOST], same_name=found.same_conference, lies_in=found.lies_in, title=title)
    events = relate(merged, document=document, leads=found.leads)
    return Annotation(
        article=document.article,
        document=document,
        mentions=found.mentions,
        times=found.times,
        holdings=found.holdings,
        events=events,
        issues=(*find_faults(document.article), *_too_many(found, document)),
    )
