"""Turn an archive of news articles into a knowledge graph of diplomatic events.

`kg.open("kg-store")` gives a built graph as an rdflib `Dataset`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from kg.api import open

__all__ = ["__version__", "open"]


def __getattr__(name: str) -> object:
    """Load the library's own functions when they are first used: rdflib takes half a second."""
    if name == "open":
        from kg.api import open as opened  # noqa: PLC0415

        return opened
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
