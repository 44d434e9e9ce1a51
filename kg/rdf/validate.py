"""Whether data has the shapes that it must have.

The shapes are SHACL (`ontology/shapes.ttl`), the one definition of what must hold. A general SHACL processor visits
every focus node by itself, which takes minutes on an archive; here each constraint becomes one SPARQL query over the
whole store, which takes seconds. The compiler knows the part of SHACL that our shapes use and refuses all else.

Source: Shapes Constraint Language, W3C 2017; section numbers below are its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QuerySolution,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    Variable,
)

from kg.errors import DataError
from kg.rdf.vocabulary import PREFIXES, RDF, TYPE
from kg.tables import did_you_mean

Term = NamedNode | BlankNode | Literal | Triple

_SH = PREFIXES["sh"]

#: A component (4.1 to 4.5) and its query: `{path}` is a term, `{value}` what is compared.
_COMPONENTS = {
    "minCount": "OPTIONAL {{ $this {path} ?v }} }} GROUP BY $this HAVING (COUNT(DISTINCT ?v) < {value})",
    "maxCount": "$this {path} ?v }} GROUP BY $this HAVING (COUNT(DISTINCT ?v) > {value})",
    "class": "$this {path} ?value FILTER NOT EXISTS {{ ?value a {value} }} }}",
    "datatype": "$this {path} ?value FILTER(!ISLITERAL(?value) || DATATYPE(?value) != {value}) }}",
    "in": "$this {path} ?value FILTER(?value NOT IN ({value})) }}",
    "pattern": "$this {path} ?value FILTER(ISBLANK(?value) || !REGEX(STR(?value), {value})) }}",
    "uniqueLang": "$this {path} ?value, ?v FILTER(?value != ?v && LANG(?value) != '' && LANG(?value) = LANG(?v)) }}",
    "disjoint": "$this {path} ?value ; {value} ?value }}",
    "lessThanOrEquals": "$this {path} ?value ; {value} ?v FILTER(COALESCE(!(?value <= ?v), true)) }}",
}
_SAYS_NOTHING = {"message", "name", "description", "order"}  #: of SHACL, but for readers only


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """One thing that must hold of the nodes of one class."""

    shape: str  #: IRI of the property shape or SPARQL constraint
    message: str
    query: str  #: finds the nodes that break it: ?this, and ?value where one value is at fault

    @property
    def has_value(self) -> bool:
        """Whether the query tells which value is at fault."""
        return "?value" in self.query.partition("WHERE")[0]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Violation:
    """A node that breaks a constraint."""

    focus: str  #: IRI
    shape: str  #: IRI of the constraint
    message: str
    value: str | None = None  #: the value at fault, in N-Triples
    article: str | None = None  #: IRI of an article that the node comes from


@dataclass(frozen=True, slots=True, kw_only=True)
class Conformance:
    """What validation found."""

    checked: int  #: number of constraints
    violations: tuple[Violation, ...]  #: sorted

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.violations


def load_shapes(path: Path) -> tuple[Constraint, ...]:
    """Compile a file of shapes, in the order of the shapes' IRIs.

    Raises:
        DataError: the file is missing, is no Turtle, or uses what the compiler does not know.
    """
    store = Store()
    try:
        store.load(path=path, format=RdfFormat.TURTLE)
    except FileNotFoundError as error:
        raise DataError(path, None, "there is no such file") from error
    except SyntaxError as error:
        raise DataError(path, error.lineno, f"no valid Turtle: {error.msg}") from error
    return tuple(_Shapes(path=path, store=store).constraints())


def validate(data: Store | Iterable[Quad], shapes: Iterable[Constraint]) -> Conformance:
    """Check data against shapes; all its graphs count as one.

    Args:
        data: a store, or quads, which are then held in memory.
    """
    store = data if isinstance(data, Store) else Store()
    if not isinstance(data, Store):
        store.bulk_extend(data)
    constraints = tuple(shapes)
    found = {violation for constraint in constraints for violation in _broken(store, constraint)}
    return Conformance(checked=len(constraints), violations=tuple(sorted(found, key=_order)))


def _order(violation: Violation) -> tuple[str, str, str]:
    return violation.shape, violation.focus, violation.value or ""


def _broken(store: Store, constraint: Constraint) -> Iterator[Violation]:
    for row in _rows(store, constraint.query):
        focus, value = row["this"], row["value"] if constraint.has_value else None
        yield Violation(
            focus=_text(focus),
            shape=constraint.shape,
            message=constraint.message,
            value=str(value) if value is not None else None,
            article=_article(store, focus),
        )


#: From a node up to the articles: from a participation to its owner, from an event to its reports, from an office to
#: its sentences; each step only where there is one.
_ARTICLE = (
    "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("dpe", "nif", "prov", "schema"))
    + """SELECT ?this ?article WHERE {
    ?this (^dpe:participation|^dpe:reportedParticipation)?/^dpe:reports?/prov:wasDerivedFrom? ?source .
    ?source (dpe:reportedIn|nif:referenceContext)? ?article .
    ?article a schema:NewsArticle
} ORDER BY ?article LIMIT 1"""
)


def _article(store: Store, focus: Term) -> str | None:
    """Return the first of the articles that a node comes from."""
    rows = _rows(store, _ARTICLE, {Variable("this"): focus})
    return next((_text(row["article"]) for row in rows), None)


def _rows(store: Store, query: str, given: dict[Variable, Term] | None = None) -> Iterator[QuerySolution]:
    rows = store.query(query, use_default_graph_as_union=True, substitutions=given)
    assert isinstance(rows, QuerySolutions)
    return iter(rows)


def _text(term: Term) -> str:
    return term.value if isinstance(term, (NamedNode, Literal)) else str(term)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shapes:
    """A parsed file of shapes, and where it was read, for complaints."""

    path: Path
    store: Store

    def constraints(self) -> Iterator[Constraint]:
        for shape in self._subjects("NodeShape"):
            targets = self._values(shape, "targetClass")
            self._refuse_others(shape, {"targetClass", "property", "sparql"})
            for target in targets:
                for each in self._values(shape, "property"):
                    yield from self._of_property(each, target)
                for each in self._values(shape, "sparql"):
                    yield self._of_sparql(each, target)

    def _of_property(self, shape: Term, target: Term) -> Iterator[Constraint]:
        """Compile each component of a property shape (2.3.1)."""
        self._refuse_others(shape, {"path", *_COMPONENTS})
        path = self._one(shape, "path")
        if not isinstance(path, NamedNode):
            raise self._error(shape, "has a path that is no IRI")
        for name, template in _COMPONENTS.items():
            for value in self._values(shape, name):
                body = template.format(path=path, value=self._operand(name, value))
                head = "SELECT DISTINCT $this ?value" if "?value" in body else "SELECT $this"
                yield self._constraint(shape, f"{head} WHERE {{ $this a {target} . {body}")

    def _of_sparql(self, shape: Term, target: Term) -> Constraint:
        """Make the query of a SPARQL-based constraint (5.1) find its focus nodes by itself."""
        self._refuse_others(shape, {"select", "prefixes"})
        select = _text(self._one(shape, "select"))
        return self._constraint(shape, self._prefixes(shape) + select.replace("{", f"{{ $this a {target} . ", 1))

    def _constraint(self, shape: Term, query: str) -> Constraint:
        return Constraint(shape=_text(shape), message=_text(self._one(shape, "message")), query=query)

    def _operand(self, component: str, value: Term) -> str:
        """Write what a component compares with: a number bare, a list as its members, all else as a term."""
        if component in ("minCount", "maxCount"):
            return _text(value)
        if component == "in":
            return ", ".join(map(str, self._members(value)))
        return str(value)

    def _members(self, node: Term) -> Iterator[Term]:
        """Yield the members of an RDF list."""
        while node != RDF.nil:
            assert isinstance(node, (NamedNode, BlankNode))
            (first,) = self.store.quads_for_pattern(node, RDF.first, None, None)
            (rest,) = self.store.quads_for_pattern(node, RDF.rest, None, None)
            yield first.object
            node = rest.object

    def _prefixes(self, shape: Term) -> str:
        """Write the prefixes that a constraint declares (5.2.1)."""
        declared = [each for holder in self._values(shape, "prefixes") for each in self._values(holder, "declare")]
        pairs = sorted((_text(self._one(each, "prefix")), _text(self._one(each, "namespace"))) for each in declared)
        return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in pairs)

    def _subjects(self, kind: str) -> list[Term]:
        found = self.store.quads_for_pattern(None, TYPE, NamedNode(_SH + kind), None)
        return sorted((quad.subject for quad in found), key=str)

    def _values(self, subject: Term, name: str) -> list[Term]:
        assert isinstance(subject, (NamedNode, BlankNode))
        found = self.store.quads_for_pattern(subject, NamedNode(_SH + name), None, None)
        return sorted((quad.object for quad in found), key=str)

    def _one(self, subject: Term, name: str) -> Term:
        values = self._values(subject, name)
        if len(values) != 1:
            raise self._error(subject, f"has {len(values)} values of sh:{name}, one is wanted")
        return values[0]

    def _refuse_others(self, shape: Term, known: set[str]) -> None:
        """Refuse what would go unchecked."""
        assert isinstance(shape, NamedNode)
        for quad in self.store.quads_for_pattern(shape, None, None, None):
            name = quad.predicate.value.removeprefix(_SH)
            if name != quad.predicate.value and name not in known | _SAYS_NOTHING:
                raise self._error(shape, f"uses sh:{name}, which kg cannot check", did_you_mean(name, known))

    def _error(self, shape: Term, message: str, advice: str = "") -> DataError:
        return DataError(self.path, None, f"{_text(shape)} {message}", advice)
