"""Which of the forms that we have a client wants.

Source: RFC 9110, 12.5.1 (Accept) and 12.4.2 (quality values).
"""

from __future__ import annotations

from collections.abc import Iterable


def wanted(accept: str, offered: Iterable[str]) -> tuple[str, ...]:
    """Return those of the offered media types that are accepted, best first; ours come in our order.

    >>> wanted("text/csv;q=0.5, application/*", ["application/json", "text/csv", "text/html"])
    ('application/json', 'text/csv')
    >>> wanted("", ["text/turtle"])
    ('text/turtle',)
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    ranked = [(_quality(media, ranges), media) for media in offered]
    return tuple(media for quality, media in sorted(ranked, key=lambda item: -item[0]) if quality > 0)


def _range(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((each[2:] for each in parameters if each.startswith("q=")), "1")
    try:
        return media, float(quality)
    except ValueError:
        return media, 0.0


def _quality(media: str, ranges: Iterable[tuple[str, float]]) -> float:
    """Return the quality by the closest range: the type itself, its family, any."""
    told = dict(ranges)
    family = media.partition("/")[0] + "/*"
    return next((told[each] for each in (media, family, "*/*") if each in told), 0.0)
