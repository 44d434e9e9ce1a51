"""The outlets that we know: zone, language, home state, and what on their pages is no article text.

An outlet is one YAML file of `data/outlets`; it is recognised by the host of an article's URL, else by a name in the
front matter, else it is the default.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kg.model import Outlet
from kg.tables import Entry, read_yaml

DEFAULT = "default"
_KEYS = (
    "name",
    "language",
    "zone",
    "home",
    "bare",
    "number",
    "printed",
    "printed_format",
    "hosts",
    "names",
    "boilerplate",
    "datelines",
)


@dataclass(frozen=True, slots=True)
class Outlets:
    """All outlets that we know."""

    by_host: Mapping[str, Outlet]
    by_name: Mapping[str, Outlet]
    default: Outlet

    def of(self, url: str | None, names: Iterable[str] = ()) -> Outlet:
        """Return the outlet of an article.

        Args:
            url: its address; sub-domains count as their domain.
            names: what its front matter may call the outlet (author, tags, categories).
        """
        host = (urlsplit(url).hostname or "") if url else ""
        while host:
            if host in self.by_host:
                return self.by_host[host]
            host = host.partition(".")[2]
        return next((self.by_name[name] for name in names if name in self.by_name), self.default)


def load_outlets(folder: Path) -> Outlets:
    """Read all outlets; the boilerplate and datelines of the default hold for every one.

    Raises:
        DataError: a file is wrong.
    """
    default = _outlet(folder / f"{DEFAULT}.yml", None)
    outlets = [_outlet(path, default) for path in sorted(folder.glob("*.yml")) if path.stem != DEFAULT]
    return Outlets(
        by_host={host: outlet for outlet in outlets for host in outlet.hosts},
        by_name={name: outlet for outlet in outlets for name in outlet.names},
        default=default,
    )


def _outlet(path: Path, default: Outlet | None) -> Outlet:
    root = read_yaml(path)
    entries = root.mapping(known=_KEYS, required=("name", "language", "zone"))

    def texts(key: str) -> tuple[str, ...]:
        return entries[key].texts() if key in entries else ()

    def text(key: str) -> str | None:
        return (entries[key].text() or None) if key in entries else None

    return Outlet(
        id=path.stem,
        name=entries["name"].text(),
        language=entries["language"].text(),
        zone=_zone(entries["zone"]),
        home=text("home"),
        bare=text("bare") == "yes",
        number=_pattern(entries["number"]) if "number" in entries else None,
        printed=_pattern(entries["printed"]) if "printed" in entries else None,
        printed_format=text("printed_format") or "%Y-%m-%d",
        hosts=texts("hosts"),
        names=texts("names"),
        boilerplate=(*_patterns(entries, "boilerplate"), *(default.boilerplate if default else ())),
        datelines=(*_patterns(entries, "datelines"), *(default.datelines if default else ())),
    )


def _zone(entry: Entry) -> ZoneInfo:
    try:
        return ZoneInfo(entry.text())
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise entry.error(f'no time zone "{entry.text()}"', advice="Write an IANA name such as Asia/Tokyo.") from error


def _patterns(entries: Mapping[str, Entry], key: str) -> tuple[str, ...]:
    return tuple(_pattern(entry) for entry in entries[key].list()) if key in entries else ()


def _pattern(entry: Entry) -> str:
    try:
        re.compile(entry.text())
    except re.error as error:
        raise entry.error(f"no regular expression: {error}") from error
    return entry.text()
