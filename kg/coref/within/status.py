"""Status of two mentions: whether one event may have both, and which it has.

What is told as held in one sentence may be ahead in another that knows better (即将访问, 其访华之行旨在…).
"""

from __future__ import annotations

from kg.coref.kinds import FORESEEN, OPEN
from kg.model import Event, Salience, Status

_CALLED_OFF = OPEN | {Status.CANCELLED}


def status_fits(known: Event, event: Event) -> bool:
    """Tell whether one event may have the status of both mentions."""
    if known.status == event.status or {known.status, event.status} <= OPEN:
        return True
    if known.type == "Summit" or {known.status, event.status} <= _CALLED_OFF or is_presumed(known, event):
        return True
    if known.type == "Visit" and known.salience is event.salience and _is_begun(known, event):
        return True
    if known.type == "Sanction" and {known.status, event.status} == {Status.HELD, Status.PLANNED}:
        return None in (known.date, event.date)  # 宣布制裁; 声明说，将实施制裁
    return known.date is not None and known.date == event.date and known.type not in ("Message", "Protest")


def is_presumed(known: Event, event: Event) -> bool:
    """Tell whether one mention lies ahead and the other, in whatever words, says no more than that: 其访华之行旨在…."""
    held = next((each for each in (known, event) if each.status is Status.HELD), None)
    ahead = next((each for each in (known, event) if each.status in OPEN), None)
    if held is None or ahead is None or not held.presumed or known.type not in FORESEEN:
        return False
    return held.date is None or held.date == ahead.date


def _is_begun(known: Event, event: Event) -> bool:
    """Tell whether one mention gives the day of what is held and the other calls it ahead: 启程访问, 即将访问."""
    dates = {known.status: known.date, event.status: event.date}
    if dates.keys() != {Status.HELD, Status.PLANNED} or dates[Status.HELD] is None:
        return False
    return dates[Status.PLANNED] is not None or known.salience is Salience.MAIN


def joined_status(known: Event, event: Event) -> Status:
    """Return the status of what two mentions tell of, one of which may know better."""
    if known.status == event.status:
        return known.status
    pointing = [each for each in (known, event) if not any(argument.span for argument in each.arguments)]
    if len(pointing) == 1:  # 正协调访问甲。这将是首次访问
        return event.status if pointing[0] is known else known.status
    if is_presumed(known, event):
        return known.status if event.status is Status.HELD else event.status
    if known.type == "Summit" and {known.status, event.status} == {Status.PLANNED, Status.HELD}:
        held, planned = (known, event) if known.status is Status.HELD else (event, known)
        return Status.HELD if held.date is not None and planned.date is None else Status.PLANNED
    if known.type == "Summit" and Status.PLANNED in (known.status, event.status):
        return Status.PLANNED
    if known.type == "Summit" and Status.HELD in (known.status, event.status):
        return Status.HELD  # who cancels or declines stays away from it
    order = [Status.CANCELLED, Status.DECLINED, Status.HELD, Status.PLANNED, Status.PROPOSED]
    return min((known.status, event.status), key=order.index)
