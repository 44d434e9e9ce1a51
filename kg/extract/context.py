"""Context: whom a noun phrase means at its place in the article.

In go phrases, out come parties. A title without a name is the person whom the article names for it, else the state;
双方 and 两国领导人 are the two sides last spoken of; 他 is the person last acting; 我国 is the outlet's home.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.clauses import Sentence
from kg.extract.people import People
from kg.extract.phrases import Phrase
from kg.knowledge.language import Language
from kg.knowledge.world import World
from kg.model import EntityId, Event, Kind, OfficeStatus, Party

_NAMED = frozenset({"person", "country", "org", "office"})
_JOINT = 8  #: signs between two who are named together, the word that joins them included
_FRESH = 4  #: officials last named, among whom the two sides last spoken of are still meant by 两人
_TWO = 2  #: sides


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
    day_block: int = -1  #: and in which paragraph
    day_before: tuple[str | None, int] = (None, -1)  #: both, before the sentence that is being read
    writes: bool = False  #: after its lead the article gives what somebody wrote or said, in full
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
                return self._person(phrase)
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
                return self._group(phrase)
            case "pronoun":
                return self._pronoun(phrase)
        return ()

    def _movement(self, phrase: Phrase) -> Party:
        """Make the party that an organisation is; a movement is of its territory, and called by its short name."""
        known = self.world.entities.get(phrase.entity) if phrase.entity else None
        label = known.labels.get(self.language.code, "") if known else ""
        name = label if label and phrase.name.endswith(f"（{label}）") else phrase.name
        return Party(name=name, kind=Kind.ORG, country=known.country if known else None, entity=phrase.entity)

    def _pronoun(self, phrase: Phrase) -> tuple[Party, ...]:
        """Return whom a pronoun means: 他 who acted before, in this sentence or an earlier one; 对方 the other side."""
        if phrase.name == "state":
            state = self._state_acting_before(phrase) or self.acting
            return (self.state(state),) if state else ()
        if phrase.name == "we":
            speaks = {party.country: party for party in (*self.actor, *self.speaker) if party.kind is Kind.PERSON}
            wrote = (tuple(event.parties()) for event in self.together.get("Message", ()))
            pair = self.pair or next(wrote, ())
            ours = (speaks.get(one.country, one) if one.kind is Kind.COUNTRY else one for one in pair)
            return tuple(ours) if len(pair) == _TWO else ()
        owner, beside = self._beside(phrase)
        if owner:
            return owner
        if phrase.name == "person" and len(beside) > 1:
            return beside[-1:]  # 甲为来访的乙举行仪式并与他会谈
        acting = self._acting_before(phrase) or self.actor[:1]
        if phrase.name == "i" and self.speaker and not any(party.kind is Kind.PERSON for party in acting):
            return self.speaker[:1]  # 越方高度重视。我期待…
        if phrase.name == "i" or (phrase.name == "person" and not beside):
            return acting
        return self._other_side(beside or acting, phrase, persons=phrase.name != "other")

    def _other_side(self, actor: Sequence[Party], phrase: Phrase, *, persons: bool) -> tuple[Party, ...]:
        """Return the party of another state that was spoken of last beside whoever acts."""
        first = self.actor if persons else tuple(reversed(self._persons_before(phrase)))
        spoken_of = [*first, *self.pair, *reversed(self.recent)]
        known = [party for party in spoken_of if not persons or party.kind is Kind.PERSON]
        abroad = [party for party in known if not any(party.country == one.country for one in actor)]
        return tuple(abroad[:1])

    def _beside(self, phrase: Phrase) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """Return whom a pronoun means in its clause, and who else is there.

        It is who owns something (高市的家乡) or speaks (高市说) before it.
        """
        if self.sentence is None:
            return (), ()
        owners: list[Party] = []
        others: list[Party] = []
        for other in self.sentence.clause_at(phrase.start).phrases:
            if other.kind == "person" and other.end <= phrase.start:
                between = self.text[other.end : phrase.start]
                says = any(verb in between for verb in self.language.speech)
                means = says or between.startswith(self.language.genitive)
                (owners if means else others).extend(self._person(other))
        return distinct(owners), distinct(others)

    def _state_acting_before(self, phrase: Phrase) -> str | None:
        """Return the state with which an earlier clause of a sentence begins to act: 财政部说，+它+制裁…."""
        clauses = self.sentence.clauses[: self.sentence.clause_at(phrase.start).index] if self.sentence else ()
        first = (next(iter(clause.phrases), None) for clause in reversed(clauses))
        return next((each.country for each in first if each and each.rule == "institution" and each.country), None)

    def _acting_before(self, phrase: Phrase) -> tuple[Party, ...]:
        """Return the person who acts in the nearest clause before that of a phrase, in its sentence."""
        if self.sentence is None:
            return ()
        clause = self.sentence.clause_at(phrase.start)
        for earlier in reversed(self.sentence.clauses[: clause.index]):
            marked = {mark.end for mark in earlier.marks}
            for other in earlier.phrases:
                if other.kind == "person" and other.start not in marked and self._person(other):
                    return self._person(other)
        return ()

    def _person(self, phrase: Phrase) -> tuple[Party, ...]:
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
            person = self.people.holder(phrase.country, self.language.level_posts[phrase.level])
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

    def _group(self, phrase: Phrase) -> tuple[Party, ...]:
        group = phrase.group
        if group is None:
            return ()
        joined = self._joined_before(phrase, group.size)
        if group.persons and not all(party.kind is Kind.PERSON for party in joined):
            joined = ()  # 两人 are not the states of 中日对话
        sides = joined or self.pairs.get(group.size, ())
        if group.persons:
            named_so = self._named_persons(phrase, group.size)
            return named_so or tuple(
                party if party.kind is Kind.PERSON else self.leader(party, group.level or "") for party in sides
            )
        if not sides:
            named = [*self.states, *(self._states_before(phrase) if group.size == _TWO else ())]
            recent = list(dict.fromkeys(reversed(named)))[: group.size]
            if len(recent) < group.size:
                return ()
            sides = tuple(self.state(country) for country in reversed(recent))
        if group.level is None:
            return self._met_in_sentence(phrase, group.size) or tuple(self.stands_for(party) for party in sides)
        leaders = tuple(self.leader(party, group.level) for party in sides)
        if joined or group.size != _TWO or not self.couples or any(party.kind is Kind.PERSON for party in leaders):
            return leaders
        return tuple(self.leader(party, group.level) for party in self.couples[0])  # 期待俄乌和谈。两国元首+认为…

    def _joined_before(self, phrase: Phrase, size: int) -> tuple[Party, ...]:
        """Return the parties last named together, in its sentence, before a word for them: 甲方与乙方…，双方."""
        named = [
            other
            for other in (self.sentence.phrases if self.sentence else ())
            if other.end <= phrase.start and other.kind in _NAMED
        ]
        runs: list[list[Phrase]] = []
        for other in named:
            gap = self.text[runs[-1][-1].end : other.start] if runs else ""
            compound = not gap and other.rule == "compound"  # 关于日+中关系，两国外长
            joined = bool(runs) and (compound or (len(gap) <= _JOINT and gap.endswith(self._joiners)))
            runs[-1].append(other) if joined else runs.append([other])
        for run in reversed(runs):
            parties = tuple(party for other in run for party in self.parties(other))
            if len(run) == len(parties) == size == sides(parties, one_side={}):
                return parties
        return ()

    @property
    def _joiners(self) -> tuple[str, ...]:
        return tuple(word for word, kind in self.language.marks.items() if kind in ("with", "and"))

    def _states_before(self, phrase: Phrase) -> list[str]:
        """Return the states of those named before a phrase in its sentence: 莫迪访英期间，+两国."""
        earlier = [other for other in self.sentence.phrases if other.end <= phrase.start] if self.sentence else []
        named = (party for other in earlier if other.kind in ("country", "person") for party in self.parties(other))
        return [party.country for party in named if party.country]

    def _named_persons(self, phrase: Phrase, size: int) -> tuple[Party, ...]:
        """Return the persons whom 两人 means: those named in the sentence so far, else those last spoken of."""
        named = self._persons_before(phrase)
        if len(named) == size:
            return named
        if len(named) == 1 and (couple := next((two for two in self.couples if named[0] in two), None)):
            return couple  # 这是布林肯6月访华后，+两人+再次会谈
        known = {party.name for party in self.recent[-_FRESH:]}
        states = any(party.kind is Kind.COUNTRY for party in self.pair)  # 甲访问+某国: 两人 are no such pair
        if len(self.pair) == size and not states and any(party.name in known for party in self.pair):
            return ()
        together = self.pair[:size] if len(self.pair) > size else ()
        if together and not states and len({party.country for party in together}) == 1:
            return together  # 甲国的两人+会见乙国的丙和丁。他们将转往…
        return tuple(self.recent[-size:]) if len(self.recent) >= size else ()

    def _persons_before(self, phrase: Phrase) -> tuple[Party, ...]:
        """Return the persons named before a phrase in its sentence, be it as the leaders of their states."""
        earlier = self.sentence.phrases if self.sentence else ()
        named = [other for other in earlier if other.kind in ("person", "country") and other.end <= phrase.start]
        parties = [party for other in named for party in self.parties(other)]
        return distinct([party for party in parties if party.kind is Kind.PERSON])

    def _met_in_sentence(self, phrase: Phrase, size: int) -> tuple[Party, ...]:
        """Return the persons of different states who are all that the sentence has named before 双方."""
        named = self._persons_before(phrase)
        return named if len(named) == len({party.country for party in named}) == size else ()

    def stands_for(self, party: Party) -> Party:
        """Return the state for which a person stands, else the party itself."""
        return self.state(party.country) if party.kind is Kind.PERSON and party.country else party

    def leader(self, party: Party, level: str) -> Party:
        """Return the person whom the article names for a state at some level, else the state."""
        if party.country is None:
            return party
        posts = self.language.level_posts[level]
        known = self.people.get(party.name) if party.kind is Kind.PERSON else None
        if party.kind is Kind.PERSON and (
            known is None or not (theirs := known.posts | known.held) or theirs.intersection(posts)
        ):
            return party
        person = self.people.holder(party.country, posts)
        return person.party() if person else self.stands_for(party)

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
        return Party(name=name, kind=Kind.ORG, country=None, entity=entity.id)

    def told_of(self, parties: tuple[Party, ...]) -> None:
        """Remember the sides of what has been told last, and where."""
        self.pair_in = self.sentence.index if self.sentence else -1
        self.pair = self.pairs[len(parties)] = parties
        if len(parties) == _TWO and all(party.kind is Kind.PERSON for party in parties):
            self.couples = [parties, *(couple for couple in self.couples if couple != parties)][:_FRESH]

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
            for party in self._person(phrase) if phrase.kind == "person" else ():
                self.states += [party.country] if party.country else []
                self.recent = [other for other in self.recent if not _same(party, other)] + [party]
        del self.states[:-40], self.recent[:-12]


def distinct(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Drop repeated parties, and states that stand beside their own person."""
    kept: list[Party] = []
    for party in parties:
        if not any(_same(party, other) for other in kept):
            kept.append(party)
    persons = {party.country for party in kept if party.kind is Kind.PERSON and party.country}
    return tuple(party for party in kept if party.kind is not Kind.COUNTRY or party.country not in persons)


def _same(left: Party, right: Party) -> bool:
    if left.kind is Kind.COUNTRY and right.kind is Kind.COUNTRY:
        return left.country == right.country
    if left.entity and right.entity:
        return left.entity == right.entity
    return left.name == right.name and (left.country is None or right.country in (None, left.country))


def sides(parties: Sequence[Party], *, one_side: Mapping[str, str]) -> int:
    """Count the states, territories and organisations that parties stand for.

    Args:
        one_side: territories that count as their state's.
    """
    return len({_side(party, one_side) for party in parties})


def _side(party: Party, one_side: Mapping[str, str]) -> str:
    if party.kind is Kind.ORG and party.entity:
        return party.entity  # a movement is not the side of its state
    return one_side.get(party.country, party.country) if party.country else party.name


def persons(parties: Sequence[Party]) -> Iterator[Party]:
    """Yield the persons among parties."""
    return (party for party in parties if party.kind is Kind.PERSON)
