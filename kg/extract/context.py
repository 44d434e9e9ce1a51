"""Context: whom a noun phrase means at its place in the article.

In go phrases, out come parties. A title without a name is the person whom the article names for it, else the state;
双方 and 两国领导人 are the two sides last spoken of (`parties.groups`); 他 is the person last acting
(`parties.pronouns`); 我国 is the outlet's home.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.clauses import Sentence
from kg.extract.conferences.conference import Floor
from kg.extract.parties.groups import FRESH, whom_group_means
from kg.extract.parties.pronouns import whom_pronoun_means
from kg.extract.parties.sides import TWO, is_same
from kg.extract.people.registry import People
from kg.extract.phrases.phrase import Phrase
from kg.knowledge.language import Language
from kg.knowledge.world import World
from kg.model import EntityId, Event, Kind, OfficeStatus, Party


@dataclass(slots=True)
class Context:
    """What has been spoken of so far, while an article is read from its title to its end."""

    people: People
    world: World
    language: Language
    pair: tuple[Party, ...] = ()  #: the sides last spoken of
    pair_in: int = -1  #: and the sentence that tells of them
    pairs: dict[int, tuple[Party, ...]] = field(default_factory=dict)  #: and the latest of each number
    couples: list[tuple[Party, ...]] = field(default_factory=list)  #: two who met or spoke, the latest first
    addressee: Party | None = None  #: to whom many are said to write: their words follow
    chorus_day: str | None = None  #: EDTF of the day on which they do
    actor: tuple[Party, ...] = ()  #: who acted last
    actor_phrase: Phrase | None = None  #: who acted last, as named
    actor_block: int = -1  #: and in which paragraph
    day: str | None = None  #: EDTF of the day last spoken of
    day_block: int = -1  #: the paragraph that told that day
    told: str | None = None  #: EDTF of the date last spoken of, however precise
    told_in: int = -1  #: and the sentence that tells it
    planned: str | None = None  #: EDTF of the plan last told of
    planned_in: int = -1  #: the sentence that tells of it
    journey: Event | None = None  #: the visit last told of, recalled or not
    stay: Event | None = None  #: the visit of several days last told of
    days: list[str] = field(default_factory=list)  #: the days around publication that were spoken of since a heading
    leads: list[tuple[int, str]] = field(default_factory=list)  #: the first under each heading, and its sentence
    section: int = 0  #: where the last heading begins
    acting: str | None = None  #: ISO 3166-1 alpha-3 of the state that acted last
    day_before: tuple[str | None, int] = (None, -1)  #: both, before the sentence that is being read
    writes: bool = False  #: after its lead the article gives what somebody wrote or said, in full
    author: tuple[Party, ...] = ()  #: and who did
    speaker: tuple[Party, ...] = ()  #: whose words the paragraph tells
    speaker_block: int = -1  #: and which paragraph
    latest: dict[str, Event] = field(default_factory=dict)  #: by type, the event of the news last told of
    last: dict[tuple[str, bool], Event] = field(default_factory=dict)  #: by type, the last that is held or lies ahead
    together: dict[str, list[Event]] = field(
        default_factory=dict
    )  #: by type, those told of by the latest one's trigger
    again: dict[str, list[Event]] = field(default_factory=dict)  #: by type, those of them of which more was told since
    several: dict[str, list[Event]] = field(default_factory=dict)  #: the same of the latest one that told of more
    joined_in: int = -1  #: the sentence that told last who joined talks
    unjoined: dict[str, list[Event]] = field(default_factory=dict)  #: by type, told of since the last that was joined
    floor: Floor | None = None  #: the conference last told of as held, where who speaks next may be named
    met: set[str] = field(default_factory=set)  #: the names and entities of the conferences told of as held
    states: list[str] = field(default_factory=list)  #: ISO 3166-1 alpha-3, the latest last
    recent: list[Party] = field(default_factory=list)  #: officials, the one named last at the end, each once
    sentence: Sentence | None = None  #: the one that is being read
    text: str = ""  #: of the article, folded

    @property
    def news(self) -> str | None:
        """The first day around publication of which the article speaks."""
        return self.leads[0][1] if self.leads else None

    def parties(self, phrase: Phrase) -> tuple[Party, ...]:
        """Return whom a phrase means; nothing where it names no party."""
        match phrase.kind:
            case "person":
                return self.person(phrase)
            case "office":
                return self._office(phrase)
            case "country":
                return self._state(phrase)
            case "region" if self.acting and self.text.endswith(self.language.this, 0, phrase.start):
                return (self.state(self.acting),)
            case "org" | "region":
                return (self._movement(phrase),)
            case "place":
                return self._capital(phrase)
            case "group":
                return whom_group_means(self, phrase)
            case "pronoun":
                return whom_pronoun_means(self, phrase)
        return ()

    def _movement(self, phrase: Phrase) -> Party:
        """Make the party that an organisation is; a movement is of its territory, and called by its short name.

        A side is called by its name: 欧方.
        """
        known = self.world.entities.get(phrase.entity) if phrase.entity else None
        label = known.labels.get(self.language.code, "") if known else ""
        named = label and phrase.name.endswith((f"（{label}）", self.language.side))
        name = label if named else phrase.name
        return Party(name=name, kind=Kind.ORG, country=known.country if known else None, entity=phrase.entity)

    def person(self, phrase: Phrase) -> tuple[Party, ...]:
        """Return the official whom a name means, or the state of which only the regime is spoken of."""
        person = self.people.get(phrase.name, at=phrase.head.start)
        if person is None:
            return ()
        if not person.official:
            return ()
        if person.country and self.language.regime.match(self.text, phrase.end):
            return (self.state(person.country),)  # 拜登+政府
        return (person.party(),)

    def _office(self, phrase: Phrase) -> tuple[Party, ...]:
        if not phrase.official:
            return (self.state(phrase.country),) if phrase.country and phrase.speaks else ()
        if phrase.country is None:
            return self._official_of(phrase)
        former = phrase.status is OfficeStatus.FORMER
        posts = [post for _, post in phrase.offices if post]
        person = self.people.holder(phrase.country, posts, former=former)
        return (person.party(),) if person else (self.state(phrase.country),)

    def _official_of(self, phrase: Phrase) -> tuple[Party, ...]:
        """Return the organisation for an office of it (欧盟领导人), unless a name follows: 非盟轮值主席、+萨勒."""
        after = (other for other in (self.sentence.phrases if self.sentence else ()) if other.start >= phrase.end)
        following = next(after, None)
        named = following is not None and following.kind == "person" and following.start - phrase.end <= 1
        if phrase.entity is None or named or phrase.receiver:
            return ()
        members = self.language.member_states.search(phrase.span.of(self.text)) is not None  # 东盟国家领导人
        person = None if members else self.people.official(phrase)
        return (person.party() if person else self._movement(phrase),)

    def _state(self, phrase: Phrase) -> tuple[Party, ...]:
        if phrase.country is None:
            return (Party(name=phrase.name, kind=Kind.ORG, country=None, entity=phrase.entity),)
        if phrase.level:
            person = self.people.holder(phrase.country, self._posts(phrase.country, phrase.level))
            if person:
                return (person.party(),)
        return (self.state(phrase.country),)

    def _capital(self, phrase: Phrase) -> tuple[Party, ...]:
        """Return the state for which its capital, or a palace in it, stands; another city stands for none."""
        capital = self.world.capital_of(phrase.country) if phrase.country else None
        place = self.world.entities.get(phrase.entity) if phrase.entity else None
        city = place is not None and place.kind == "place" and place.within is None
        other = city and capital is not None and phrase.entity != capital.id
        return (self.state(phrase.country),) if phrase.country and not other else ()

    def stands_for(self, party: Party) -> Party:
        """Return the state for which a person stands, else the party itself."""
        return self.state(party.country) if party.kind is Kind.PERSON and party.country else party

    def leader(self, party: Party, level: str) -> Party:
        """Return the person whom the article names for a state at some level, else the state."""
        if party.country is None:
            return party
        posts = self._posts(party.country, level)
        known = self.people.get(party.name) if party.kind is Kind.PERSON else None
        if party.kind is Kind.PERSON and (
            known is None or not (theirs := known.posts | known.held) or theirs.intersection(posts)
        ):
            return party
        person = self.people.holder(party.country, posts)
        return person.party() if person else self.stands_for(party)

    def _posts(self, country: str, level: str) -> tuple[str, ...]:
        """Return the posts that a level means in a state, the likeliest first: not everybody who heads one leads it."""
        posts, state = self.language.level_posts[level], self.world.entities.get(EntityId(f"state:{country}"))
        leads = state.leader if state and state.leader in posts else None
        return tuple(dict.fromkeys((leads, *posts))) if leads else posts

    def state(self, country: str | None) -> Party:
        """Make the party that a state is."""
        entity = EntityId(f"state:{country}")
        known = self.world.entities.get(entity)
        name = known.labels.get(self.language.code, country or "") if known else country or ""
        return Party(name=name, kind=Kind.COUNTRY, country=country, entity=entity if known else None)

    def served(self, receiver: str) -> Party:
        """Make the party with which an envoy serves: a state, or an organisation by its entity."""
        entity = self.world.entities.get(EntityId(receiver))
        if entity is None:
            return self.state(receiver)
        name = entity.labels.get(self.language.code, receiver)
        return Party(name=name, kind=Kind.ORG, country=entity.country, entity=entity.id)

    def told_of(self, parties: tuple[Party, ...]) -> None:
        """Remember the sides of what has been told last, and where."""
        self.pair_in = self.sentence.index if self.sentence else -1
        self.pair = self.pairs[len(parties)] = parties
        if len(parties) == TWO and all(party.kind is Kind.PERSON for party in parties):
            self.couples = [parties, *(couple for couple in self.couples if couple != parties)][:FRESH]

    def turn(self) -> None:
        """Forget whom the article spoke of: another story begins."""
        self.states.clear()
        self.pairs.clear()
        self.couples.clear()
        self.unjoined.clear()
        self.pair = ()

    def saw(self, sentence: Sentence) -> None:
        """Remember the states that a sentence names, but for those where something takes place: 在+瑞士."""
        places = {mark.end for clause in sentence.clauses for mark in clause.marks if mark.kind == "at"}
        for phrase in sentence.phrases:
            is_place = phrase.kind == "country" and phrase.start in places
            if phrase.kind in ("country", "office") and phrase.country and not is_place:
                self.states.append(phrase.country)
            for party in self.person(phrase) if phrase.kind == "person" else ():
                self.states += [party.country] if party.country else []
                self.recent = [other for other in self.recent if not is_same(party, other)] + [party]
        del self.states[:-40], self.recent[:-12]
