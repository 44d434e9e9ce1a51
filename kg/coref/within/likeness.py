"""Likeness: how much two mentions of one type and family have in common.

Two mentions in, a score out; 0 where type, parties, status, date or place contradict each other. What contradicts what
stands with each of these: `parties`, `status`, `dates`, `places`.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.coref.identity import is_edition
from kg.coref.within.dates import dates_fit, lie_near, put_off
from kg.coref.within.parties import parties_fit
from kg.coref.within.places import places_fit
from kg.coref.within.status import status_fits
from kg.model import Event

_ADOPTED = "Agreement/adopts"  #: by a conference
_WITNESSED = "Agreement/witnesses"
_PREPARED = 400  #: days between two dates of one edition of a conference, of which one may be a year


def likeness(known: Event, event: Event, *, same_name: Callable[[str, str], bool]) -> float:
    """Say how much two mentions of one type and family have in common; 0 where they cannot be one event."""
    moved = put_off(known, event) is not None
    if known.trigger == event.trigger or not (moved or status_fits(known, event)):
        return 0.0  # of one trigger are only those that it tells apart: 去年在甲地和乙地两次会晤
    if _is_one_edition(known, event):
        return 1.0
    if known.rule != event.rule and _WITNESSED in (known.rule, event.rule) and known.evidence == event.evidence:
        return 0.0  # 共同签署了甲，见证签署乙
    if not (moved or dates_fit(known, event)) or not places_fit(known, event):
        return 0.0
    if known.type == "Summit":
        return 1.0 if same_name(known.name or "", event.name or "") else 0.0
    if known.rule == event.rule == _ADOPTED and known.part_of == event.part_of:
        return 1.0
    parties = parties_fit(known, event)
    if parties == 0.0:
        return 0.0
    same_day = known.date == event.date and known.date is not None
    return parties + 0.2 * same_day + 0.1 * (known.status == event.status)


def _is_one_edition(known: Event, event: Event) -> bool:
    """Tell whether both are one edition of a conference, whichever of its days they tell of."""
    if known.entity is None or known.entity != event.entity or not is_edition(known.entity):
        return False
    return known.date is None or event.date is None or lie_near(known.date, event.date, _PREPARED)
