"""The questions that we ship: each runs, says what it answers, and takes values only as terms."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError, UsageError
from kg.query.questions import FOLDER, Parameter, _question, questions
from kg.query.runner import answer, ask, rows
from kg.store.oxigraph import open_native

NAMES = sorted(questions())


@pytest.fixture(scope="module")
def examples(examples_store: Path) -> pyoxigraph.Store:
    """The graph of the examples."""
    return open_native(examples_store)


def test_every_file_is_a_question() -> None:
    """Each `.rq` file is found, and nothing else."""
    assert NAMES == sorted(path.stem for path in FOLDER.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_a_question_says_what_it_answers(name: str) -> None:
    """Title and description are sentences of their own, each parameter has a word of help, and stands in the query."""
    question = questions()[name]
    assert question.title
    assert question.description.endswith(".")
    assert question.title != question.description
    used = {place.removeprefix("$") for place in re.findall(r"\$[a-z_]+", question.text)}
    assert {parameter.name for parameter in question.parameters} == used
    assert all(parameter.help for parameter in question.parameters)


@pytest.mark.parametrize("name", NAMES)
def test_a_question_runs(examples: pyoxigraph.Store, name: str) -> None:
    """With its defaults each question gives rows of its columns, the same and in the same order each time."""
    first, second = (list(rows(answer(examples, questions()[name], {}))) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("evidence", "life")])
def test_titles_promise_rows_that_can_be(examples: pyoxigraph.Store, name: str) -> None:
    """No column of a question is always empty: what is selected is bound somewhere in the query."""
    result = ask(examples, questions()[name].asked({}))
    assert isinstance(result, pyoxigraph.QuerySolutions)
    text = questions()[name].text
    assert [v.value for v in result.variables if len(re.findall(rf"\?{v.value}\b", text)) < 2] == []


@pytest.mark.parametrize("name", ["evidence", "life"])
def test_questions_of_one_event(examples: pyoxigraph.Store, name: str) -> None:
    """The IRI of an event, or its last part, gives the sentences and reports of that event."""
    ((event,), *_) = rows(ask(examples, "SELECT ?e { ?e a dpe:DiplomaticEvent } ORDER BY ?e LIMIT 1"))
    assert event is not None
    whole, part = (
        list(rows(answer(examples, questions()[name], {"event": value}))) for value in (event, event.split("/")[-1])
    )
    assert whole == part != []


@given(st.text(st.characters(codec="utf-8")))
def test_a_string_goes_in_and_comes_out(value: str) -> None:
    """A value is one literal of the query, whatever signs it holds."""
    term = Parameter(name="name", kind="string", default="", help="").term(value)
    ((got,),) = rows(ask(pyoxigraph.Store(), f"SELECT ({term} AS ?x) {{}}"))
    assert got == value


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("date", "2024-11-07", '"2024-11-07"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("integer", "20", '"20"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("integer", "-1", '"-1"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("integer", "9" * 30, f'"{"9" * 30}"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("string", "2024", '"2024"'),
    ],
)
def test_kinds_make_terms(kind: str, value: str, term: str) -> None:
    """Each kind makes the literal of its datatype."""
    assert str(Parameter(name="x", kind=kind, default="", help="").term(value)) == term


@pytest.mark.parametrize(
    ("kind", "value"), [("date", "2024-13-01"), ("date", ""), ("date", "7.11.2024"), ("integer", "1.5"), ("integer", "")]
)
def test_values_of_another_kind_are_refused(kind: str, value: str) -> None:
    """A value that is not of its kind is misuse, and the message names the parameter."""
    with pytest.raises(UsageError, match="--x: "):
        Parameter(name="x", kind=kind, default="", help="").term(value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# title: a\nSELECT * {}\n", "`# description: …` is missing"),
        ("# description: a\nSELECT * {}\n", "`# title: …` is missing"),
        ("# title: a\n# description: a.\n# parameter: x number 1 help\nSELECT * {}\n", "3: no parameter"),
    ],
)
def test_a_question_without_its_head(tmp_path: Path, text: str, said: str) -> None:
    """A file that does not say what it answers is our fault, named with its line."""
    (tmp_path / "q.rq").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        _question(tmp_path / "q.rq")
    assert said in str(caught.value)
