"""What the comparison of one feature of two reports finds: a value, the reason in words, a veto."""

from __future__ import annotations

from dataclasses import dataclass

from kg.coref.outline import Outline

EARLIER, LATER = 1, 2  #: flags of `Finding.vague`: which of the two reports, in order of publication


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason for or against two reports telling of one event."""

    feature: str  #: as in the weights of `kg/data/coref.yml`
    value: float  #: -1 to 1
    reason: str
    veto: bool = False
    vague: int = 0  #: the report that could mean other events as well: EARLIER, LATER, both or none


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports of one event type, in order of publication."""

    earlier: Outline
    later: Outline

    def flag(self, outline: Outline) -> int:
        """Return the flag of one of the two."""
        return EARLIER if outline is self.earlier else LATER
