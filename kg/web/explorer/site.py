"""The pages of the explorer on the web: which address gives which page, written for its reader.

The graph is read while the server already answers queries; a page that comes too early waits for it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.errors import UsageError
from kg.query.questions import Parameter, questions
from kg.query.runner import worded
from kg.rdf.iri import web_address
from kg.web.explorer.answers import cell, columns_of, dated_first
from kg.web.explorer.explorer import Explorer, Page
from kg.web.explorer.neighbourhood import draw
from kg.web.explorer.pages import OF_KIND
from kg.web.explorer.pages.asking import answered, asking, editor
from kg.web.explorer.pages.calendar import calendar
from kg.web.explorer.pages.dyad import dyad
from kg.web.explorer.pages.home import home
from kg.web.explorer.pages.searching import searching, suggestions
from kg.web.explorer.reader import LANGUAGES, Reader, reader_of, words
from kg.web.workers import Task

Asked = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What stands on the other side of a statement."""

    text: str
    language: str
    iri: str | None  #: None of a literal
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """What the graph says of a node by one property, or of others in which the node stands."""

    property: str
    values: Sequence[Value]
    count: int | None  #: of those in which it stands, shown or not; None of what is said of itself


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
_ROWS = 500  #: of an answer that a page shows
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_VARY = {"Vary": "Accept, Accept-Language", "Content-Security-Policy": _POLICY}


def routes() -> list[Route]:
    """Return the addresses of the pages that are no thing's own."""
    return [
        Route("/", _home),
        Route("/search", _search),
        Route("/suggest", _suggest),
        Route("/dyad", _dyad),
        Route("/calendar", _calendar),
        Route("/graph", _graph),
        Route("/query", _query),
        Route("/questions", _questions),
        Route("/questions/{name}", _question),
    ]


async def opened(request: Request) -> Explorer:
    """Return the explorer, as soon as it has read the graph."""
    opening: asyncio.Future[Explorer] = request.app.state.explorer
    return await asyncio.shield(opening)


async def thing(request: Request, iri: str) -> Response | None:
    """Return the page of a thing; None if it has none of its own."""
    explorer, reader = await opened(request), _reader(request)
    index = explorer.index
    if "statements" in request.query_params.getlist("view"):
        return None
    kind = "event" if iri in index.events else "article" if iri in index.articles else None
    kind = kind or (index.things[iri].kind if iri in index.things else None)
    if kind is not None:
        return await _written(request, lambda: OF_KIND[kind](explorer, iri, reader, request.query_params), iri=iri)
    now = next((now for (now,) in await run_in_threadpool(lambda: list(explorer.rows("now", iri)))), None)
    return RedirectResponse(reader.link(now), status_code=307) if now else None


async def missing(request: Request, what: str) -> Response:
    """Say that there is no such page, and offer a search."""
    await opened(request)
    guess = what.rstrip("/").rpartition("/")[2].partition("-")[2].replace("-", " ")
    page = Page(
        template="missing.html",
        title=_reader(request).word("missing"),
        status=404,
        values={"what": what, "guess": guess},
    )
    return await _written(request, lambda: page)


async def statements(request: Request, iri: str, said: Sequence[Statements]) -> Response:
    """Show what the graph says of a node."""
    explorer, reader = await opened(request), _reader(request)
    named = [replace(each, values=[_named(value, explorer, reader) for value in each.values]) for each in said]
    parted = [[each for each in named if each.count is None], [each for each in named if each.count is not None]]
    labels = explorer.index.labels_of(iri)
    page = Page(
        template="statements.html",
        title=reader.name(labels) if labels else iri.removeprefix(explorer.base),
        values={"parted": [(key, some) for key, some in zip(("said_of_it", "names_it"), parted, strict=True) if some]},
    )
    return await _written(request, lambda: page, iri=iri)


def _named(value: Value, explorer: Explorer, reader: Reader) -> Value:
    """Name a value for the reader, and lead to its page or, elsewhere, to its address."""
    labels = explorer.index.labels_of(value.iri or "")
    if labels is not None:
        value = replace(value, text=reader.name(labels), language=reader.language_of(labels))
    if value.iri is None or not value.iri.startswith(explorer.base):
        return replace(value, link=web_address(value.iri or ""))
    return replace(value, link=reader.link(value.iri))


async def _home(request: Request) -> Response:
    return await _made(request, lambda explorer, reader, asked: home(explorer, reader))


async def _search(request: Request) -> Response:
    return await _made(request, searching)


async def _dyad(request: Request) -> Response:
    return await _made(request, dyad)


async def _calendar(request: Request) -> Response:
    return await _made(request, calendar)


async def _suggest(request: Request) -> Response:
    explorer, reader = await opened(request), _reader(request)
    query = request.query_params.get("q", "")
    return JSONResponse(await run_in_threadpool(suggestions, explorer, reader, query))


async def _graph(request: Request) -> Response:
    """Draw what is near a thing. The page says itself what may run in it, in a policy of its own."""
    explorer, reader = await opened(request), _reader(request)
    focus = request.query_params.get("focus", "")
    page = await run_in_threadpool(draw, explorer, focus, reader)
    if page is None:
        return await missing(request, focus)
    headers = {**_VARY, "Content-Security-Policy": "frame-ancestors 'none'"}
    return Response(page, media_type="text/html", headers=headers)


async def _query(request: Request) -> Response:
    """Offer an editor of queries, which needs styles of its own."""
    response = await _made(request, lambda explorer, reader, asked: editor(reader))
    response.headers["Content-Security-Policy"] = _POLICY.replace(
        "style-src 'self'; img-src 'self'", "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src data:"
    )
    return response


async def _questions(request: Request) -> Response:
    return await _made(request, lambda explorer, reader, asked: asking(reader))


async def _question(request: Request) -> Response:
    """Ask a shipped question, by a worker that can be stopped as for any query."""
    explorer, reader, asked = await opened(request), _reader(request), request.query_params
    question = questions().get(request.path_params["name"])
    if question is None:
        return await missing(request, request.url.path)
    values = {each.name: _value(each, asked) for each in question.parameters}
    try:
        text = await run_in_threadpool(worded, explorer.store, question, values)
    except UsageError as error:
        # who only opens the form has done nothing wrong, though this graph holds nobody of its defaults
        fault, status = str(error), 400 if any(each.name in asked for each in question.parameters) else 200
        return await _written(request, lambda: answered(question, reader, values=values, fault=fault, status=status))
    task = Task(query=text, row_types=("application/sparql-results+json",), triple_types=())
    reply = await run_in_threadpool(request.app.state.pool.run, task)
    if reply.status != 200:
        fault = reply.body.decode()
        return await _written(
            request, lambda: answered(question, reader, values=values, fault=fault, status=reply.status, text=text)
        )
    found = json.loads(reply.body)

    def make() -> Page:
        columns, answers = columns_of(found["head"]["vars"]), dated_first(found["results"]["bindings"], question)
        rows = [[cell(row, column, explorer, reader) for column in columns] for row in answers[:_ROWS]]
        total = len(answers)
        return answered(question, reader, values=values, columns=columns, rows=rows, total=total, text=text)

    return await _written(request, make)


def _value(parameter: Parameter, asked: Asked) -> str:
    """Return the value of a parameter; a day or a number that is left empty is the one by default."""
    told = asked.get(parameter.name, parameter.default)
    return told if told.strip() or parameter.kind not in ("date", "integer") else parameter.default


async def _made(request: Request, make: Callable[[Explorer, Reader, Asked], Page]) -> Response:
    explorer, reader = await opened(request), _reader(request)
    return await _written(request, lambda: make(explorer, reader, request.query_params))


async def _written(request: Request, make: Callable[[], Page], *, iri: str | None = None) -> Response:
    explorer = await opened(request)
    page, text = await run_in_threadpool(lambda: _write(explorer, request, make(), iri))
    return Response(text, status_code=page.status, media_type="text/html", headers=_VARY)


def _write(explorer: Explorer, request: Request, page: Page, iri: str | None) -> tuple[Page, str]:
    """Write a page for its reader."""
    reader, path = _reader(request), _path(request)
    told = {key: value for key, value in request.query_params.items() if key not in ("lang", "page")}

    def here(language: str) -> str:
        return Reader(language=language, base=reader.base).to(path, **told)

    def narrowed(name: str, value: object) -> str:
        return reader.to(path, **{**told, name: value})

    index = explorer.index
    text = _TEMPLATES.get_template(page.template).render(
        **page.values,
        here=here,
        index=index,
        iri=iri,
        known=lambda other: other != iri and (other in index.things or other in index.events),
        languages=LANGUAGES,
        narrowed=narrowed,
        number=reader.number,
        own_name=lambda language: words()["own_name"][language],
        path=path,
        reader=reader,
        section="/" + path.split("/")[1],
        template=page.template,
        term=lambda labels: reader.term(_tagged(labels)),
        title=page.title,
        type_name=lambda name: reader.term(explorer.schema.types[name].labels),
        word=reader.word,
        zip=zip,
    )
    return page, text


def _tagged(labels: object) -> Mapping[str, str]:
    """Return the labels of a term by language tag, however they are held."""
    if isinstance(labels, Mapping):
        return labels
    return {tag: getattr(labels, language) for language, tag in LANGUAGES.items()}


def _reader(request: Request) -> Reader:
    accepted = request.headers.get("accept-language", "")
    return reader_of(request.query_params.get("lang"), accepted, base=request.app.state.service.base)


def _path(request: Request) -> str:
    """Return the path as the browser sent it, for the names of the data are escaped as they are in the graph."""
    raw: bytes = request.scope.get("raw_path") or quote(request.url.path).encode()
    return raw.decode("ascii").partition("?")[0]
