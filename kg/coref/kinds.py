"""Kinds of events, status and dates that coreference within an article and the relations of its events treat alike.

Nothing comes in. What one module alone treats alike stands there.
"""

from __future__ import annotations

from kg.model import DateBasis, Status

TALKS = frozenset({"Meeting", "Call"})
LASTING = frozenset({"Visit", "Summit"})
#: Done with each other, so that a mention of one party tells too little.
RECIPROCAL = frozenset({"Meeting", "Call", "Agreement", "RelationsChange"})
#: Types that are told of ahead in so many words that a word of plan may be missing.
FORESEEN = frozenset({"Meeting", "Call", "Visit"})
OPEN = frozenset({Status.PLANNED, Status.PROPOSED})
#: Dates that words beside the event tell; all others are lent.
TOLD = frozenset({DateBasis.EXPLICIT, DateBasis.BARE_DAY, DateBasis.RELATIVE})
CROWD = 3  #: parties of an event that may be several in one
