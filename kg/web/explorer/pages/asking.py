"""The shipped questions: the list of them, and for each a form with its answer as a table."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from kg.query.questions import Question, questions
from kg.rdf.vocabulary import PREFIXES
from kg.web.explorer.answers import Cell
from kg.web.explorer.explorer import Page
from kg.web.explorer.reader import Reader


def asking(reader: Reader) -> Page:
    """List the questions."""
    return Page(
        template="questions.html",
        title=reader.word("questions"),
        values={"questions": [(each, title_of(each, reader), _about(each, reader)) for each in questions().values()]},
    )


def editor(reader: Reader) -> Page:
    """Offer an editor of queries with the questions to begin from."""
    shipped = [
        {"name": each.name, "title": title_of(each, reader), "query": each.asked({})} for each in questions().values()
    ]
    settings = json.dumps({"prefixes": PREFIXES, "questions": shipped}, ensure_ascii=False)
    return Page(template="query.html", title=reader.word("sparql_title"), values={"settings": settings})


def title_of(question: Question, reader: Reader) -> str:
    """Return the title of a question in the language of the page."""
    return reader.said(f"question_{question.name.replace('-', '_')}") or question.title


def _about(question: Question, reader: Reader) -> str:
    return reader.said(f"about_{question.name.replace('-', '_')}") or question.description


def answered(  # noqa: PLR0913  what the page shows
    question: Question,
    reader: Reader,
    *,
    values: Mapping[str, str],
    columns: Sequence[str] = (),
    rows: Sequence[Sequence[Cell]] = (),
    total: int = 0,
    text: str = "",
    fault: str = "",
    status: int = 200,
) -> Page:
    """Show a question with its answer.

    Args:
        total: how many rows there are, shown or not.
        text: the query, as it was asked.
        fault: why there is no answer.
    """
    return Page(
        template="question.html",
        title=title_of(question, reader),
        status=status,
        values={
            "question": question,
            "about": _about(question, reader),
            "values": values,
            "columns": columns,
            "rows": rows,
            "total": total,
            "text": text,
            "fault": fault,
        },
    )
