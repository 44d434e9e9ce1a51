// What the reader has chosen. It lives in the fragment of the address, so that a view can be shared.

const INITIAL = Object.freeze({ hops: 1, language: data.language, state: "", undated: true });

const view = {
  language: INITIAL.language,
  hiddenTypes: new Set(),
  hiddenStatuses: new Set(),
  state: INITIAL.state, // IRI, or nothing for all
  from: null, // days since 1970; null for the beginning and the end
  to: null,
  undated: INITIAL.undated,
  selected: null, // IRI of a node or an event, or id of an edge
  focus: null, // IRI of a node
  hops: INITIAL.hops,
};

/** Where events are drawn themselves, all show; lines between people and states begin with what was held. */
function usuallyHidden() {
  const present = new Set(data.events.map((event) => event.status));
  const others = data.statuses.filter((status) => status !== "held");
  return new Set(data.projection === "events" || !present.has("held") ? [] : others);
}

function readFragment() {
  const given = new URLSearchParams(location.hash.slice(1));
  const set = (key, otherwise) => (given.has(key) ? new Set(given.get(key).split(",").filter(Boolean)) : otherwise);
  const known = (id) => (id && (eventAt.has(id) || data.entities[id] || edgeAt.has(id)) ? id : null);
  const day = (key) => (/^\d{4}-\d\d-\d\d$/.test(given.get(key) ?? "") ? Date.parse(given.get(key)) / DAY : null);
  view.language = LANGUAGES.includes(given.get("lang")) ? given.get("lang") : INITIAL.language;
  view.hiddenTypes = set("notypes", new Set());
  view.hiddenStatuses = set("nostatus", usuallyHidden());
  view.state = data.entities[given.get("state")] ? given.get("state") : INITIAL.state;
  view.from = day("from");
  view.to = day("to");
  view.undated = given.get("undated") !== "0";
  view.selected = known(given.get("select"));
  view.focus = nodeAt.has(given.get("focus")) ? given.get("focus") : null;
  view.hops = given.get("hops") === "2" ? 2 : INITIAL.hops;
}

function writeFragment() {
  const told = new URLSearchParams();
  const same = (one, other) => [...one].sort().join() === [...other].sort().join();
  if (view.language !== INITIAL.language) told.set("lang", view.language);
  if (view.hiddenTypes.size) told.set("notypes", [...view.hiddenTypes].sort().join());
  if (!same(view.hiddenStatuses, usuallyHidden())) told.set("nostatus", [...view.hiddenStatuses].sort().join());
  if (view.state) told.set("state", view.state);
  if (view.from !== null) told.set("from", isoDay(view.from));
  if (view.to !== null) told.set("to", isoDay(view.to));
  if (!view.undated) told.set("undated", "0");
  if (view.selected) told.set("select", view.selected);
  if (view.focus) told.set("focus", view.focus);
  if (view.focus && view.hops !== INITIAL.hops) told.set("hops", view.hops);
  history.replaceState(null, "", told.size ? `#${told}` : location.pathname + location.search);
}

/** Tell whether an event meets all that the reader has chosen. */
function passes(event) {
  if (view.hiddenTypes.has(event.type) || view.hiddenStatuses.has(event.status)) return false;
  if (view.state && !event.states.has(view.state)) return false;
  if (event.firstDay === null) return view.undated;
  return (view.from === null || event.lastDay >= view.from) && (view.to === null || event.firstDay <= view.to);
}

/** Return what is seen: the events, the nodes, and of each edge the events that hold it. */
function visible() {
  const events = data.events.filter(passes);
  const nodes = new Set(events.flatMap((event) => [
    event.iri, ...event.places,
    ...event.parties.map((party) => party.entity),
    ...(data.projection === "states" ? event.parties.filter((party) => party.attends).map((party) => party.state) : []),
  ]));
  const shown = new Set(events);
  const edges = new Map(data.network.edges.map((edge) => [
    edge.id, edge.events.map((index) => data.events[index]).filter((event) => shown.has(event)),
  ]));
  return { events, nodes, edges };
}

/** Return the nodes within some steps of the focus, along edges that are seen; null without a focus. */
function nearFocus(seen) {
  if (!view.focus) return null;
  const near = new Set([view.focus]);
  for (let step = 0; step < view.hops; step += 1) {
    const reached = data.network.edges.filter((edge) => seen.edges.get(edge.id).length > 0)
      .filter((edge) => near.has(edge.from) || near.has(edge.to));
    for (const edge of reached) near.add(edge.from).add(edge.to);
  }
  return near;
}
