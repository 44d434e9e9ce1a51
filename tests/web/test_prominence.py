"""In which order the parties of an event are told, and how its title tells of them."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Kind, Status
from kg.network.projection import Labels, Term, ViewEvent, ViewParty, ViewPlace
from kg.web.explorer.prominence import in_prominence
from kg.web.explorer.reader import Reader

READER = Reader(language="en", base="")


def term(name: str) -> Term:
    """Name something in English alone."""
    return Term(id=name, labels=Labels(zh=name, en=name))


def party(name: str, state: str, role: str = "Participant") -> ViewParty:
    """Make somebody who takes part for a state."""
    return ViewParty(
        iri=name,
        labels=term(name).labels,
        kind=Kind.PERSON,
        role=term(role),
        attendance=term("Attending"),
        state=term(state),
    )


def event(kind: str, *parties: ViewParty, place: str = "") -> ViewEvent:
    """Make an event that was held."""
    places = (ViewPlace(iri=place, labels=term(place).labels),) if place else ()
    return ViewEvent(
        iri=kind, type=term(kind), status=Status.HELD, label=Labels(zh="?"), parties=parties, places=places
    )


def test_the_leading_one_of_each_side_comes_first() -> None:
    """Whom most reports name stands before those who came along; then the first of the other side."""
    met = event("Meeting", party("aide", "A"), party("head", "A"), party("guest", "B"))
    (found,) = in_prominence([met], {("Meeting", "aide"): 1, ("Meeting", "head"): 3, ("Meeting", "guest"): 2})
    assert [each.iri for each in found.parties] == ["head", "guest", "aide"]


def test_who_is_in_more_events_leads_where_reports_say_nothing() -> None:
    """Of two whom as many reports name, the one of more events stands first."""
    met = event("Meeting", party("aide", "A"), party("head", "A"))
    other = replace(met, iri="other", parties=(party("head", "A"),))
    assert [each.iri for each in in_prominence([met, other], {})[0].parties] == ["head", "aide"]


def test_conferences_stay_in_their_order() -> None:
    """Where many are equal nobody is put before others."""
    summit = event("Summit", party("a", "A"), party("b", "B"))
    assert in_prominence([summit], {("Summit", "b"): 9}) == [summit]


def test_arrows_lead_from_who_acts_to_whom() -> None:
    """A message leads from its sender to its addressee, a visit from the traveller to the place."""
    message = event("Message", party("to", "B", "Addressee"), party("from", "A", "Initiator"))
    visit = event("Visit", party("guest", "A", "Traveller"), place="there")
    assert [READER.title(each, {}) for each in (message, visit)] == ["from → to", "guest → there"]


def test_lengths_are_written_out() -> None:
    """A duration is told in the words of the language; what is none stays as it is."""
    told = [READER.length(each) for each in ("P4D", "PT1H20M", "soon")]
    assert told == ["4 days", "1 hour 20 minutes", "soon"]
