"""The interactive graph: events come in, one HTML page goes out that needs nothing else.

The page holds a library that draws, a style sheet, a script and the data. A content security policy lets exactly these
run, and the data is packed: whatever stands in an article stays text. Some hundreds of nodes are drawn by vis-network,
as pyvis ships it, more by sigma, which draws with WebGL; either is cut to the heaviest nodes that it carries well, and
the page says so.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import zlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

import networkx as nx

from kg.errors import UsageError
from kg.network.projection import ViewEvent, ViewParty, find_node, has_events, neighbourhood, project, strongest
from kg.tables import read_yaml
from kg.view.layout import place
from kg.view.page_data import page_data

LANGUAGES = ("zh", "en", "ja")
#: Nodes that an engine carries well; with `auto`, the first that carries all draws them.
LIMITS = {"pyvis": 500, "webgl": 5000}
ENGINES = ("auto", *LIMITS)

_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "templates"
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_SIGMA = ("graphology.umd.min.js", "sigma.min.js")
#: The parts of the script, in their order; all share one scope. That of the engine comes before the last.
_SCRIPTS = ("data", "dom", "state", "picture", "names", "panel", "search", "filters", "timeline", "download", "main")
_ENGINE_SCRIPTS = {"pyvis": "engine-vis", "webgl": "engine-webgl"}


def render(  # noqa: PLR0913  the choices of a reader, each with a default
    events: Sequence[ViewEvent],
    *,
    projection: str = "events",
    language: str = "zh",
    title: str,
    top: int | None = None,
    focus: str | None = None,
    hops: int = 2,
    engine: str = "auto",
    back: tuple[str, str] | None = None,
) -> str:
    """Draw events as a page; the same events give the same bytes.

    Args:
        projection: what is joined: `events` with their parties and places, `people` or `states` by shared events.
        language: of the page when it opens: zh, en or ja.
        top: at most so many nodes, the heaviest; None for as many as the engine carries well.
        focus: a name in any language or an IRI; only what is near it is drawn.
        hops: how many edges away is near.
        back: where the page came from, an address and its words; the heading then leads there.
        engine: what draws: `pyvis` (vis-network), `webgl` (sigma), or `auto`, pyvis where it carries all that is shown.

    Raises:
        UsageError: there is no such projection, language or engine, or nothing has the name of the focus.
    """
    if engine not in ENGINES:
        raise UsageError(f"there is no engine {engine!r}", f"Choose one of {', '.join(ENGINES)}.")
    if language not in LANGUAGES:
        raise UsageError(f"the page is not written in {language!r}", f"Choose one of {', '.join(LANGUAGES)}.")
    whole = project(events, projection)
    centre = find_node(whole, focus) if focus else None
    near = neighbourhood(whole, centre, hops) if centre else whole
    wanted = min(len(near), top) if top else len(near)
    drawn_by = ("pyvis" if wanted <= LIMITS["pyvis"] else "webgl") if engine == "auto" else engine
    shown = strongest(near, top or LIMITS[drawn_by], keep=[centre] if centre else [])
    told = _told(events, shown)
    data = page_data(told, shown, place(shown)) | {
        "focus": centre,
        "hidden": {
            "all": None if top or len(shown) == len(near) else len(near),
            "events": len(_told(events, near)) - len(told),
            "nodes": len(near) - len(shown),
        },
        "language": language,
        "projection": projection,
        "title": title,
        "words": _words(),
    }
    return _page(data, title=title, language=language, engine=drawn_by, back=back)


def _told(events: Sequence[ViewEvent], shown: nx.Graph[str]) -> list[ViewEvent]:
    """Return the events that are drawn themselves or, where events are not, that a drawn node takes part in."""
    if has_events(shown):
        return [event for event in events if event.iri in shown]
    return [event for event in events if any(iri in shown for party in event.parties for iri in _behind(party))]


def _behind(party: ViewParty) -> tuple[str, ...]:
    return (party.iri, party.state.id) if party.state else (party.iri,)


def _page(data: Any, *, title: str, language: str, engine: str, back: tuple[str, str] | None) -> str:
    style, library, script = _text("page.css"), _library(engine), _script(engine)
    policy = (
        f"default-src 'none'; script-src {_hash(library)} {_hash(script)}; style-src {_hash(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    return Template(_text("page.html")).substitute(
        data=_packed(data),
        language=language,
        library=library,
        noscript=html.escape(" ".join(words["noscript"] for words in _words().values())),
        policy=policy,
        script=script,
        style=style,
        title=html.escape(title),
        back='<a href="{}">{}</a>'.format(*map(html.escape, back)) if back else "",
    )


def _packed(data: Any) -> str:
    """Write data as JSON, deflated, in base64: a fifth of its size, and no sign of it means anything in HTML."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode("ascii")


def _hash(text: str) -> str:
    """Return a source expression for an inline element. Source: CSP Level 3, section 2.3.1."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _text(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8").strip()


@cache
def _library(engine: str) -> str:
    """Return what draws, without the notes of source maps: browsers would ask for those files."""
    if engine == "webgl":
        return "\n".join((_HERE / "static" / name).read_text(encoding="utf-8").strip() for name in _SIGMA)
    text = files("pyvis").joinpath(_VIS).read_text(encoding="utf-8")
    return text.partition("//# sourceMappingURL=")[0].strip()


@cache
def _script(engine: str) -> str:
    parts = "\n\n".join(_text(f"{name}.js") for name in (*_SCRIPTS[:-1], _ENGINE_SCRIPTS[engine], _SCRIPTS[-1]))
    return f'(async () => {{\n"use strict";\n\n{parts}\n}})();'


@cache
def _words() -> dict[str, dict[str, str]]:
    """Return the words of the page by language and key."""
    table = read_yaml(_TEMPLATES / "words.yml").mapping()
    rows = {key: entry.mapping(known=LANGUAGES, required=LANGUAGES) for key, entry in table.items()}
    return {language: {key: row[language].text() for key, row in rows.items()} for language in LANGUAGES}
