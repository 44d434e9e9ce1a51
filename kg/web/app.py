"""The web application: routes, and what each gives to whom. What is asked of the graph is asked of the workers.

/sparql     SPARQL 1.1 Protocol, queries only; without a query the service description
/id/...     what the graph says of a thing of its own, as a page, Turtle or another form of RDF
/ and all else   the pages of the explorer (see `explorer.site`)
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from urllib.parse import parse_qsl, quote

from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.query.results import ROW_FORMATS, TRIPLE_FORMATS
from kg.rdf.vocabulary import PREFIXES
from kg.web.explorer import site
from kg.web.explorer.explorer import Explorer, open_explorer
from kg.web.explorer.neighbourhood import warm_up
from kg.web.explorer.site import Statements, Value
from kg.web.negotiate import wanted
from kg.web.workers import Limits, Pool, Task

Row = Mapping[str, Mapping[str, str]]  #: of an answer: terms by variable, as SPARQL 1.1 JSON has them
_FOLDER = Path(__file__).parent
_PAGES = Environment(loader=FileSystemLoader(_FOLDER / "templates"), autoescape=True)
_BIGGEST = 1_000_000  #: bytes of a request
#: What is said of a thing; by what others point to it; and some of those.
_SAID, _POINTING, _POINTERS = (
    (_FOLDER / f"{name}.rq").read_text(encoding="utf-8") for name in ("thing", "pointing", "pointers")
)
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """How a graph is served."""

    store: Path
    base: str  #: of the IRIs of the data
    hosts: tuple[str, ...]  #: names by which it may be called, so that no page points one of its own here
    limits: Limits
    workers: int = 2
    seconds: float = 30.0
    origins: tuple[str, ...] = ()  #: whose pages may ask (CORS); "*" for anybody's


def create_app(service: Service) -> Starlette:
    """Make the application; workers begin when it does and end with it."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.service = service
        app.state.pool = await run_in_threadpool(
            lambda: Pool(service.store, size=service.workers, seconds=service.seconds, limits=service.limits)
        )
        app.state.explorer = asyncio.ensure_future(run_in_threadpool(_explorer, service))
        yield
        app.state.explorer.cancel()
        await run_in_threadpool(app.state.pool.close)

    cors = Middleware(CORSMiddleware, allow_origins=service.origins, allow_methods=["GET", "POST"], allow_headers=["*"])
    return Starlette(
        lifespan=lifespan,
        routes=[
            *site.routes(),
            Route("/sparql", _sparql, methods=["GET", "POST"]),
            Route("/id/{name:path}", _thing),
            Mount("/static", StaticFiles(directory=_FOLDER / "static")),
            Route("/{rest:path}", _elsewhere),
        ],
        middleware=[
            Middleware(_Secure),
            Middleware(TrustedHostMiddleware, allowed_hosts=service.hosts),
            *([cors] if service.origins else []),
        ],
    )


def _explorer(service: Service) -> Explorer:
    warm_up()
    return open_explorer(service.store, base=service.base)


class _Secure:
    """Adds the headers that keep a page to itself, but for a policy that the page brings along."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add headers to what comes back."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, sent)


async def _sparql(request: Request) -> Response:
    """Answer a query of the SPARQL 1.1 Protocol, 2.1."""
    told = list(parse_qsl(request.url.query, keep_blank_values=True))
    if request.method == "POST":
        body = await _body(request)
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if body is None:
            return _said(413, f"a request has at most {_BIGGEST} bytes")
        if kind == "application/sparql-update":
            return _said(403, "this service changes nothing")
        if kind not in ("application/x-www-form-urlencoded", "application/sparql-query"):
            return _said(415, "send application/x-www-form-urlencoded or application/sparql-query")
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            return _said(400, "the request is no UTF-8")
        told += [("query", text)] if kind == "application/sparql-query" else parse_qsl(text, keep_blank_values=True)
    if any(name == "update" for name, _ in told):
        return _said(403, "this service changes nothing")
    queries = [value for name, value in told if name == "query"]
    if not queries and request.method == "GET":
        return _description(request)
    if len(queries) != 1:
        return _said(400, "give one query")
    accept = request.headers.get("accept", "")
    task = Task(
        query=queries[0],
        row_types=wanted(accept, ROW_FORMATS),
        triple_types=wanted(accept, TRIPLE_FORMATS),
        default_graphs=[value for name, value in told if name == "default-graph-uri"],
        named_graphs=[value for name, value in told if name == "named-graph-uri"],
    )
    return await _run(request, task)


async def _body(request: Request) -> bytes | None:
    """Read the body of a request; None where it is too long."""
    read = bytearray()
    async for piece in request.stream():
        read += piece
        if len(read) > _BIGGEST:
            return None
    return bytes(read)


async def _run(request: Request, task: Task) -> Response:
    reply = await run_in_threadpool(request.app.state.pool.run, task)
    return Response(reply.body, status_code=reply.status, media_type=reply.media, headers={"Vary": "Accept"})


def _description(request: Request) -> Response:
    """Describe the service (SPARQL 1.1 Service Description); a browser is led to the page for queries."""
    forms = wanted(request.headers.get("accept", ""), ("text/turtle", "text/html"))
    if not forms:
        return _said(406, "the description of the service is text/turtle")
    if forms[0] == "text/html":
        return RedirectResponse("/query", status_code=303)
    formats = {kind: f"http://www.w3.org/ns/formats/{name}" for kind, name in _FORMAT_NAMES.items()}
    text = _PAGES.get_template("service.ttl").render(endpoint=str(request.url), formats=formats.values())
    return Response(text, media_type="text/turtle", headers={"Vary": "Accept"})


#: Names of our formats in the vocabulary of the W3C.
_FORMAT_NAMES = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON-LD",
}


async def _thing(request: Request) -> Response:
    """Show what the graph says of the thing of an IRI."""
    service: Service = request.app.state.service
    # what the browser sent, for the names of the data are escaped as they are in the graph
    raw: bytes = request.scope.get("raw_path") or quote(request.url.path).encode()
    iri = service.base + raw.decode("ascii").partition("/id/")[2].partition("?")[0]
    term = f"<{_iri(iri)}>"
    forms = wanted(request.headers.get("accept", ""), ("text/html", *TRIPLE_FORMATS))
    if not forms:
        return _said(406, "this can be had as text/html or RDF")
    page = await site.thing(request, iri) if forms[0] == "text/html" else None
    if page is not None:
        return page
    known = await _rows_of(request, f"SELECT ?p {{ {{ {term} ?p ?o }} UNION {{ ?s ?p {term} }} }} LIMIT 1")
    if not known:
        return await site.missing(request, iri) if forms[0] == "text/html" else _said(404, f"{iri}: not in this graph")
    if forms[0] != "text/html":
        query = f"CONSTRUCT {{ {term} ?p ?o . ?s ?q {term} }} {{ {{ {term} ?p ?o }} UNION {{ ?s ?q {term} }} }}"
        return await _run(request, Task(query=query, row_types=(), triple_types=forms))
    return await site.statements(request, iri, await _statements(request, term))


async def _statements(request: Request, term: str) -> list[Statements]:
    """Gather what the graph says of a thing, and some of what it says of others in which the thing stands."""

    def values(rows: Iterable[Row]) -> list[Value]:
        return [_value(row) for row in rows]

    said = await _rows_of(request, _SAID.replace("$thing", term))
    found = [
        Statements(property=_short(name), values=values(rows), count=None)
        for name, rows in groupby(said, key=lambda row: row["property"]["value"])
    ]
    for row in await _rows_of(request, _POINTING.replace("$thing", term)):
        name = row["property"]["value"]
        rows = await _rows_of(request, _POINTERS.replace("$property", f"<{_iri(name)}>").replace("$thing", term))
        found.append(Statements(property=_short(name), values=values(rows), count=int(row["count"]["value"])))
    return found


async def _elsewhere(request: Request) -> Response:
    return await site.missing(request, request.url.path)


async def _rows_of(request: Request, query: str) -> list[Row]:
    """Ask a query of ours."""
    task = Task(query=query, row_types=("application/sparql-results+json",), triple_types=())
    reply = await run_in_threadpool(request.app.state.pool.run, task)
    if reply.status != 200:
        raise HTTPException(reply.status, reply.body.decode())
    rows: list[Row] = json.loads(reply.body)["results"]["bindings"]
    return rows


def _value(row: Row) -> Value:
    value = row["value"]
    label = row.get("label", {}).get("value", "")
    if value["type"] != "uri":
        return Value(text=value["value"], language=value.get("xml:lang", ""), iri=None)
    return Value(text=label or _short(value["value"]), language="zh-Hans" if label else "", iri=value["value"])


def _short(iri: str) -> str:
    for prefix, start in sorted(PREFIXES.items(), key=lambda item: -len(item[1])):
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri


def _iri(text: str) -> str:
    """Escape what an IRI in a query may not hold (SPARQL 1.1, 19.8, IRIREF)."""
    return "".join(quote(sign) if sign in '<>"{}|^`\\' or sign <= " " else sign for sign in text)


def _said(status: int, message: str) -> Response:
    return Response(message.rstrip() + "\n", status_code=status, media_type="text/plain")


def loopback_hosts(host: str, more: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the names by which a service on a host may be called."""
    return tuple(dict.fromkeys([host, *more, "localhost", "127.0.0.1", "[::1]"]))
