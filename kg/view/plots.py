"""Pictures for papers: the contacts of two parties in time, a matrix of states, a calendar of held events.

Events or a network come in; SVG or PNG goes out, in the same bytes each time. In SVG words stay words, in fonts that
the reader's machine has. PNG needs a font with Chinese letters on this one: where there is none, labels are in English.
"""

from __future__ import annotations

import io
import re
import warnings
from calendar import isleap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.errors import UsageError
from kg.knowledge.ontology import ontology_folder
from kg.knowledge.schema import load_schema
from kg.model import Status
from kg.network.projection import Labels, ViewEvent
from kg.tables import read_yaml

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap
    from matplotlib.figure import Figure

PLOT_FORMATS = ("svg", "png")
#: Font families with Chinese letters that systems come with, those that are free first.
CHINESE_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "SimHei",
    "Arial Unicode MS",
)
_COLOURS = {
    Status.HELD: "#1f6f8b",
    Status.PLANNED: "#e0a030",
    Status.PROPOSED: "#b9a7d1",
    Status.CANCELLED: "#c0504d",
    Status.DECLINED: "#7f7f7f",
}
_MOST = 25  #: states in a matrix
_NARROWEST = 400  #: so many bars fill a timeline
_WORDS = Path(__file__).parent / "plots.yml"


def has_chinese_font(given: Path | None = None) -> bool:
    """Tell whether a picture of this machine can have Chinese letters.

    Args:
        given: a font file to use before those that are installed.

    Raises:
        UsageError: the library that draws is not installed, or the file is no font.
    """
    _installed()
    if given is not None:
        _give(given)
    return bool(_installed())


def _give(font: Path) -> None:
    from matplotlib import font_manager  # noqa: PLC0415

    try:
        font_manager.fontManager.addfont(font)
    except (OSError, RuntimeError) as error:
        raise UsageError(f"{font}: no font that can be read", "Give a TrueType or OpenType file.") from error


def draw_timeline(events: Iterable[ViewEvent], *, title: str, form: str) -> bytes:
    """Draw events as bars over time, a line for each type, coloured by status; those without a day are left out.

    An event of a known day, or of several, is as wide as it lasted, but never too narrow to be seen; one of which only
    the month or the year is known is a thin line over all of it.
    """
    dated = [event for event in events if event.first and event.last]
    if not dated:
        raise UsageError("no event of these has a day", "Choose others, or a longer period.")
    spans = {event.iri: _span(event) for event in dated}
    narrowest = (max(map(sum, spans.values())) - min(spans.values())[0]) / _NARROWEST

    def drawn(axes: Axes, chinese: bool) -> None:
        types = {event.type.id: _name(event.type.labels, chinese) for event in dated}
        lines = {kind: number for number, kind in enumerate(sorted(types))}
        for event in sorted(dated, key=lambda event: (event.first, event.iri)):
            left, length = spans[event.iri]
            width, height = (length, 0.06) if _is_vague(event) else (max(length, narrowest), 0.6)
            axes.barh(lines[event.type.id], width, left=left, height=height, color=_COLOURS[event.status], alpha=0.8)
        axes.set_yticks(list(lines.values()), [types[kind] for kind in lines])
        axes.set_ylim(len(lines) - 0.5, -0.5)
        axes.xaxis_date()
        axes.grid(axis="x", color="#dddddd", linewidth=0.6)
        axes.set_axisbelow(True)
        _legend(axes, dated, chinese)

    return _picture(drawn, title=title, form=form, size=(9, 1.4 + 0.45 * len({event.type.id for event in dated})))


def _span(event: ViewEvent) -> tuple[float, float]:
    """Return where an event begins, in days since 1970, and how many days it may take."""
    assert event.first is not None and event.last is not None
    return event.first.toordinal() - date(1970, 1, 1).toordinal(), (event.last - event.first).days + 1


def _is_vague(event: ViewEvent) -> bool:
    """Tell whether only the month or the year of an event is known."""
    return event.first != event.last and "/" not in (event.date or "")


def draw_matrix(graph: nx.Graph[str], *, title: str, form: str) -> bytes:
    """Draw how often each two of the strongest nodes were together: the number, darker for more."""
    strength = dict(graph.degree(weight="weight"))
    nodes = sorted(strength, key=lambda node: (-strength[node], node))[:_MOST]
    if not graph.number_of_edges():
        raise UsageError("no two nodes of this network are joined", "Choose a longer period, or more types.")
    weights = {(a, b): graph.edges[a, b]["weight"] for a in nodes for b in nodes if graph.has_edge(a, b)}
    most = max(2, *weights.values())

    def drawn(axes: Axes, chinese: bool) -> None:
        from matplotlib.colors import LogNorm  # noqa: PLC0415 (few pairs have most of the events)

        names = [graph.nodes[node]["label" if chinese else "label_en"] for node in nodes]
        field = [[weights.get((a, b), float("nan")) for b in nodes] for a in nodes]
        axes.imshow(field, cmap="YlGnBu", norm=LogNorm(vmin=1, vmax=2 * most))
        for (a, b), weight in weights.items():
            colour = "white" if weight**2 > most else "#333333"
            axes.text(nodes.index(b), nodes.index(a), f"{weight}", ha="center", va="center", color=colour, fontsize=6)
        axes.set_xticks(range(len(nodes)), names, rotation=90)
        axes.set_yticks(range(len(nodes)), names)
        axes.tick_params(length=0)

    side = 2.5 + 0.28 * len(nodes)
    return _picture(drawn, title=title, form=form, size=(side, side))


def draw_calendar(events: Iterable[ViewEvent], *, title: str, form: str) -> bytes:
    """Draw a field for each day of the years that have events, darker for more; only events of a single day count."""
    counts = Counter(event.first for event in events if event.first and event.first == event.last)
    if not counts:
        raise UsageError("no event of these has a single day", "Choose others, or a longer period.")
    years = sorted({day.year for day in counts})

    def drawn(axes: Axes, chinese: bool) -> None:
        from matplotlib.colors import PowerNorm  # noqa: PLC0415 (few days have most of the events)

        field = [[float("nan")] * 54 for _ in range(8 * len(years) - 1)]
        for day, (row, column) in _places(years):
            field[row][column] = float(counts[day])
        norm = PowerNorm(0.5, vmin=0, vmax=max(2, *counts.values()))
        image = axes.pcolormesh(field, cmap=_colours(), norm=norm, edgecolors="white", linewidth=1)
        axes.set_aspect("equal")
        axes.invert_yaxis()
        axes.set_yticks([8 * number + 3.5 for number in range(len(years))], [str(year) for year in years])
        starts = [date(years[0], month, 1) for month in range(1, 13)]
        axes.set_xticks([_week(day) + 0.5 for day in starts], [f"{day.month}" for day in starts])
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        bar = axes.figure.colorbar(image, ax=axes, shrink=min(0.8, 1.2 / len(years)), anchor=(0, 1), pad=0.02)
        bar.set_label(_word("events", chinese))

    return _picture(drawn, title=title, form=form, size=(11, 1.0 + 1.38 * len(years)))


def _colours() -> Colormap:
    """Return the colours of days, from nothing to much."""
    from matplotlib.colors import LinearSegmentedColormap  # noqa: PLC0415

    return LinearSegmentedColormap.from_list("days", ["#f0f0f0", "#a8dbc0", "#41a6c4", "#225ea8", "#081d58"])


def _places(years: Sequence[int]) -> Iterator[tuple[date, tuple[int, int]]]:
    """Yield each day of some years with its row and column: a block of seven rows for each year."""
    for block, year in enumerate(years):
        for number in range(366 if isleap(year) else 365):
            day = date(year, 1, 1) + timedelta(days=number)
            yield day, (8 * block + day.weekday(), _week(day))


def _week(day: date) -> int:
    start = date(day.year, 1, 1)
    return ((day - start).days + start.weekday()) // 7


def _name(labels: Labels, chinese: bool) -> str:
    return labels.zh if chinese else labels.en or labels.zh


def _word(key: str, chinese: bool) -> str:
    return read_yaml(_WORDS).mapping()[key].mapping()["zh" if chinese else "en"].text()


def _legend(axes: Axes, events: Sequence[ViewEvent], chinese: bool) -> None:
    """Say beside a picture which colour is which status, and what a thin line is if there is one."""
    from matplotlib.lines import Line2D  # noqa: PLC0415
    from matplotlib.patches import Patch  # noqa: PLC0415

    names = load_schema(ontology_folder()).statuses
    handles: list[Patch | Line2D] = [
        Patch(color=_COLOURS[status], label=names[status.value].labels["zh-Hans" if chinese else "en"])
        for status in sorted({event.status for event in events}, key=list(Status).index)
    ]
    if any(map(_is_vague, events)):
        handles.append(Line2D([], [], color="#555555", linewidth=1, label=_word("vague", chinese)))
    axes.legend(handles=handles, loc="upper left", bbox_to_anchor=(1, 1), frameon=False, fontsize=8)


def _picture(draw: Callable[[Axes, bool], None], *, title: str, form: str, size: tuple[float, float]) -> bytes:
    fonts = _installed()
    with _style(fonts):
        from matplotlib.figure import Figure  # noqa: PLC0415

        figure: Figure = Figure(figsize=size, layout="constrained")
        axes = figure.add_subplot()
        draw(axes, bool(fonts) or form == "svg")
        axes.set_title(title, loc="left", fontsize=11)
        stream = io.BytesIO()
        figure.savefig(stream, format=form, dpi=150, metadata={"Date": None} if form == "svg" else {"Software": None})
    return stream.getvalue() if form == "png" else _for_readers(stream.getvalue())


def _for_readers(svg: bytes) -> bytes:
    """Name the fonts of an SVG anew: whatever this machine has, the reader's has one of the Chinese ones."""
    names = ", ".join(f"'{font}'" for font in (*CHINESE_FONTS, "sans-serif"))
    return re.sub(rb"font-family: [^;\"]+", f"font-family: {names}".encode(), svg)


@contextmanager
def _style(fonts: Sequence[str]) -> Iterator[None]:
    """Draw with these fonts, words as words, and ids that are the same each time."""
    import matplotlib as mpl  # noqa: PLC0415

    settings: Any = {"font.family": [*fonts, "DejaVu Sans"], "svg.fonttype": "none", "svg.hashsalt": "kg"}
    with mpl.rc_context(settings), warnings.catch_warnings():
        # a machine without the font measures words by empty boxes; the reader's machine draws them
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


def _installed() -> tuple[str, ...]:
    try:
        from matplotlib import font_manager  # noqa: PLC0415
    except ImportError as error:
        raise UsageError("pictures need matplotlib", "pip install 'kg[plots]'") from error
    known = {font.name for font in font_manager.fontManager.ttflist}
    return tuple(font for font in CHINESE_FONTS if font in known)
