"""Read posts: from bytes to `Article`, one module a source format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.model import Article, Outlet
from kg.read.jekyll import read_article

OutletOf = Callable[[str | None, tuple[str, ...]], Outlet]

#: How each source format is read; a new format is one module and one line here.
READERS: Mapping[str, Callable[..., Article]] = {"jekyll": read_article}
