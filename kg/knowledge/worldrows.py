def own_id(row: Row, prefix: str) -> EntityId:
    slug = row["iso3" if prefix == "state" else "id"]
    if not (_ISO3 if prefix == "state" else _SLUG).fullmatch(slug):
        wanted = "three capital letters" if prefix == "state" else "letters, digits and single hyphens"
        raise row.error(f'"{slug}" is no id', advice=f"An id is made of {wanted}.", wrong=slug)
    return entity_id(prefix, slug)


def make_entity(row: Row, table: str, known: Known) -> Entity:
    """Make the entity of a line; what its kind alone has is read by the function for it."""
    special = _SPECIAL[table](row, known)
    return Entity(
        id=own_id,
        kind=special.pop("kind", {"org": "organisation"}.get(_PREFIXES[table], _PREFIXES[table])),
        labels={tag: row[column] for column, tag in _LANGUAGES.items() if row.values.get(column)},
        source=row["source"],
        origin=origin(row),
        **special,
    )


def _state(row: Row, known: Known) -> dict[str, Any]:
    return {"country": row["iso3"], "same_as": same_as(row)}


def _plain(row: Row, known: Known) -> dict[str, Any]:
    return {}


def _place(row: Row, known: Known) -> dict[str, Any]:
    kind = one_of(row, "kind", _PLACE_KINDS)
    return {
        "kind": "seat" if kind == "seat" else "place",
        "country": state_code(row, known),
        "within": reference(row, "within", "place", known),
        "capital": one_of(row, "capital", ("", "yes")) == "yes",
        "lat": degrees(row, "lat", limit=90),
        "lon": degrees(row, "lon", limit=180),
    }


def _person(row: Row, known: Known) -> dict[str, Any]:
    code = polity(row, known)
    country = code if entity_id("state", code) in known else None
    return {"polity": code, "country": country, "same_as": same_as(row)}


def _series(row: Row, known: Known) -> dict[str, Any]:
    return {"within": reference(row, "organisation", "org", known)}


def _edition_entity(row: Row, known: Known) -> dict[str, Any]:
    if not row["series"]:
        raise row.error("the series is missing")
    reference(row, "city", "place", known)
    return {"within": reference(row, "series", "series", known), "country": state_code(row, known)}


_SPECIAL: Mapping[str, Callable[[Row, Known], dict[str, Any]]] = {
    "states": _state,
    "organisations": _plain,
    "regions": _plain,
    "places": _place,
    "people": _person,
    "series": _series,
    "editions": _edition_entity,
}


def make_edition(row: Row) -> Edition:
    return Edition(
        id=entity_id("edition", row["id"]),
        series=entity_id("series", row["series"]),
        number=number(row, "number"),
        year=number(row, "year"),
        start=day_or_part(row, "start", DAY),
        end=day_or_part(row, "end", DAY),
        city=entity_id("place", row["city"]) if row["city"] else None,
        country=row["iso3"] or None,
        status=one_of(row, "status", _STATUSES),
        origin=origin(row),
    )


def make_post(row: Row) -> Post:
    rank = number(row, "rank")
    if rank is None:
        raise row.error("the rank is missing")
    return Post(
        code=row["post"],
        rank=rank,
        single=one_of(row, "single", ("", "yes")) == "yes",
        shared=frozenset(row.list("shared")),
        labels={tag: row[tag] for tag in _LABELS if row[tag]},
        origin=origin(row),
    )


def make_office(row: Row, posts: Mapping[str, Post]) -> Office:
    post = posts[one_of(row, "post", posts)]
    labels = {tag: row[tag] for tag in ("en", "ja") if row[tag]}
    return Office(wording=row["wording"], post=post.code, rank=post.rank, labels=labels, origin=origin(row))


def tenure_key(row: Row) -> tuple[str, ...]:
    return (row["person"], row["polity"], row["post"], row["start"])


def make_tenure(row: Row, known: Known, posts: Mapping[str, Post]) -> Tenure:
    person = reference(row, "person", "person", known)
    if person is None:
        raise row.error("the person is missing")
    start, end = day_or_part(row, "start", PARTIAL), day_or_part(row, "end", PARTIAL)
    if start and end and end < start[: len(end)]:
        raise row.error("the end lies before the start", wrong=end)
    return Tenure(
        person=person,
        polity=polity(row, known),
        post=one_of(row, "post", posts),
        start=start,
        end=end,
        seen=days(row, "seen"),
        source=row["source"],
        origin=origin(row),
    )


def make_name(row: Row, known: Known) -> Name:
    entity = known.get(EntityId(row["id"]))
    if entity is None:
        raise row.error(f'no table has the id "{row["id"]}"', advice=advice(row["id"], known), wrong=row["id"])
    if not row["form"].strip():
        raise row.error("the form is missing")
    strength = one_of(row, "strength", _STRENGTHS)
    return Name(
        form=row["form"],
        entity=entity.id,
        kind=entity.kind,
        strength=strength,
        source=row["source"],
        origin=origin(row),
    )
