"""The questions that we ship: one `.rq` file each, which says on top what it answers and what it asks for.

    # title: Announced, never reported held
    # description: Meetings, calls and visits that were planned or proposed and that no article reports as held.
    # parameter: until date 9999-12-31 only events that were to begin by then
    SELECT … FILTER(?begin <= $until)

A parameter stands in the query as `$name`; its kind makes the RDF term that takes its place (string, date, integer),
written and escaped by the library. The engine itself substitutes only variables of the projection. A name stands in a
VALUES block, for it becomes the literals of all languages in which the graph may have it, or UNDEF where it is empty:
so the engine looks it up and need not read every name. A label is a name that is compared as plain words. An event is
told by its IRI.

The engine knows nothing of how often a property stands in the graph: patterns beside each other it looks up row by row.
Where most of the graph is read, each pattern is a SELECT of its own, which is read once and joined by hash: five to ten
times as fast. A path of two steps in an OPTIONAL is read whole; two OPTIONALs, one in the other, are looked up. Rows
are grouped before they are multiplied by what is only shown beside them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pyoxigraph

from kg.errors import DataError, UsageError
from kg.tables import did_you_mean

FOLDER = Path(__file__).parent / "questions"
_HEADER = re.compile(r"#\s*(title|description|parameter):\s*(.+)")
_PARAMETER = re.compile(
    r"(?P<name>[a-z_]+)\s+(?P<kind>string|date|integer|name|label|event)\s+(?P<default>\"[^\"]*\"|\S+)\s*(?P<help>.*)"
)
_PLACE = re.compile(r"\$([a-z_]+)")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_LANGUAGES = ("en", "ja", "zh-hans", "zh-hant")  #: of the names in a graph
_EXAMPLES = {
    "name": "Write it in UTF-8.",
    "date": "Write it like 2024-11-07.",
    "integer": "Write it like 20.",
    "string": "Write it in UTF-8.",
    "label": "Write it in UTF-8.",
    "event": "Write it in UTF-8.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value that a question takes."""

    name: str
    kind: str  #: string, date, integer, name, label or event
    default: str
    help: str

    def term(self, value: str) -> str:
        """Write the RDF term of a value, or the terms of a name, as SPARQL.

        Raises:
            UsageError: the value is not of this parameter's kind.
        """
        try:
            if self.kind == "date":
                day = date.fromisoformat(value).isoformat()
                return str(pyoxigraph.Literal(day, datatype=pyoxigraph.NamedNode(_XSD + "date")))
            if self.kind == "integer":
                return str(pyoxigraph.Literal(int(value)))
            if self.kind == "name":
                tagged = [pyoxigraph.Literal(value, language=language) for language in _LANGUAGES]
                return " ".join(map(str, [pyoxigraph.Literal(value), *tagged])) if value else "UNDEF"
            return str(pyoxigraph.Literal(value))
        except ValueError as error:  # of a string: bytes of the command line that are no UTF-8
            raise UsageError(f"--{self.name}: {value!a} is no {self.kind}", _EXAMPLES[self.kind]) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A shipped question."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str

    def asked(self, values: Mapping[str, str]) -> str:
        """Return the query with the terms of its parameters in their places.

        Raises:
            UsageError: a value is given for no parameter of this question, or is not of its kind.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                raise UsageError(f"{self.name} takes no --{name}", did_you_mean(name, known))
        terms = {name: known[name].term(values.get(name, known[name].default)) for name in known}
        return _PLACE.sub(lambda match: terms.get(match.group(1), match.group()), self.text)


@cache
def questions() -> Mapping[str, Question]:
    """Return all shipped questions by name, sorted."""
    return {path.stem: _question(path) for path in sorted(FOLDER.glob("*.rq"))}


def _question(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    facts: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), 1):
        match = _HEADER.fullmatch(line.strip())
        if match and match.group(1) == "parameter":
            parameters.append(_parameter(path, number, match.group(2)))
        elif match:
            facts[match.group(1)] = match.group(2)
    for key in ("title", "description"):
        if key not in facts:
            raise DataError(path, 1, f"the line `# {key}: …` is missing")
    return Question(
        name=path.stem, parameters=tuple(parameters), text=text, title=facts["title"], description=facts["description"]
    )


def _parameter(path: Path, line: int, written: str) -> Parameter:
    match = _PARAMETER.fullmatch(written)
    if match is None:
        raise DataError(path, line, "no parameter: write `name kind default help`", source=written)
    facts = match.groupdict()
    return Parameter(name=facts["name"], kind=facts["kind"], default=facts["default"].strip('"'), help=facts["help"])
