"""The shipped questions: the list of them, and for each a form with its answer as a table."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.query.questions import Question, questions
from kg.rdf.vocabulary import PREFIXES
from kg.web.explorer.explorer import Explorer, Page
from kg.web.explorer.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A value of an answer."""

    text: str
    link: str | None = None
    language: str | None = None
    is_number: bool = False


def asking(reader: Reader) -> Page:
    """List the questions."""
    return Page(
        template="questions.html",
        title=reader.word("questions"),
        values={"questions": [(each, title_of(each, reader)) for each in questions().values()]},
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
            "values": values,
            "columns": columns,
            "rows": rows,
            "total": total,
            "text": text,
            "fault": fault,
        },
    )


def cell(term: Mapping[str, str] | None, explorer: Explorer, reader: Reader) -> Cell:
    """Show a term of an answer: a thing of ours by its name, with a link."""
    if term is None:
        return Cell(text="")
    value = term["value"]
    if term["type"] != "uri":
        is_number = term.get("datatype", "").rpartition("#")[2] in ("integer", "decimal", "double")
        return Cell(text=value, language=term.get("xml:lang"), is_number=is_number)
    if not value.startswith(explorer.base):
        return Cell(text=value)
    labels = explorer.index.labels_of(value)
    if labels is not None:
        return Cell(text=reader.name(labels), link=reader.link(value), language=reader.language_of(labels))
    return Cell(text=value.removeprefix(explorer.base), link=reader.link(value))
