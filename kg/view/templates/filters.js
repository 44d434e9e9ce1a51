// Legend and filters: what the marks mean, and which events count.

function showFilters() {
  const held = new Set(data.network.nodes.map((node) => node.kind));
  const absent = data.network.edges.some((edge) => edge.kind === "absent");
  byId("legend").replaceChildren(
    ...data.kinds.filter((kind) => held.has(kind))
      .map((kind) => make("li", {}, icon(kind), word(`kind_${kind}`))),
    ...(absent ? [make("li", { class: "wide" }, awaySample(), word("absent"))] : []),
  );
  const statuses = data.statuses.filter((status) => data.events.some((event) => event.status === status));
  byId("statuses").replaceChildren(...statuses.map((status) => box({
    key: status, hidden: view.hiddenStatuses, sample: lineSample(status), text: word(`status_${status}`),
    count: data.events.filter((event) => event.status === status).length,
  })));
  const types = [...new Set(data.events.map((event) => event.type))].sort();
  byId("types").replaceChildren(...types.map((type) => box({
    key: type, hidden: view.hiddenTypes, sample: null, text: termOf(type),
    count: data.events.filter((event) => event.type === type).length,
  })));
  showStates();
  byId("undated").checked = view.undated;
}

function box({ key, hidden, sample, text, count }) {
  const toggle = (changed) => {
    if (changed.target.checked) hidden.delete(key);
    else hidden.add(key);
    choiceChanged();
  };
  return make("label", { class: "box" },
    make("input", { type: "checkbox", value: key, checked: !hidden.has(key), onchange: toggle }),
    sample, make("span", {}, named(text)), make("small", {}, number(count)));
}

function showStates() {
  const states = [...new Set(data.events.flatMap((event) => [...event.states]))];
  const collator = new Intl.Collator(LOCALES[view.language]);
  states.sort((a, b) => collator.compare(nameOf(a), nameOf(b)) || (a < b ? -1 : 1));
  byId("state").replaceChildren(
    make("option", { value: "" }, word("any_state")),
    ...states.map((iri) => make("option", { value: iri }, nameOf(iri))),
  );
  byId("state").value = view.state;
}

/** Draw how a line or an event of a status looks. */
function lineSample(status) {
  const gone = status === "cancelled" || status === "declined";
  return makeSvg("svg", { class: `sample${gone ? " struck" : ""}`, viewBox: "0 0 44 20", "aria-hidden": "true" },
    makeSvg("line", { x1: 0, y1: 10, x2: 26, y2: 10, "stroke-dasharray": data.dashes[status]?.join(" ") }),
    mark("event", 33, 10, 8, { class: status === "planned" || status === "proposed" || gone ? "open" : "solid",
      "stroke-dasharray": data.dashes[status]?.map((length) => length / 2.5).join(" ") }),
    gone ? makeSvg("line", { class: "strike", x1: 24, y1: 17, x2: 42, y2: 3 }) : null);
}

function awaySample() {
  return makeSvg("svg", { class: "sample", viewBox: "0 0 44 20", "aria-hidden": "true" },
    makeSvg("line", { x1: 0, y1: 10, x2: 24, y2: 10 }), makeSvg("line", { x1: 24, y1: 4, x2: 24, y2: 16 }),
    mark("person", 35, 10, 7, { class: "solid person" }));
}

function resetFilters() {
  view.hiddenTypes.clear();
  view.hiddenStatuses = usuallyHidden();
  Object.assign(view, { state: "", from: null, to: null, undated: true, focus: null });
  showFilters();
  choiceChanged();
  fitAll();
}

function startFilters() {
  byId("state").addEventListener("change", (changed) => { view.state = changed.target.value; choiceChanged(); });
  byId("reset").addEventListener("click", resetFilters);
  byId("physics").closest("label").hidden = !engine.physics;
  byId("physics").addEventListener("change", (changed) => engine.physics(changed.target.checked));
  byId("settings").open = matchMedia("(min-width: 60rem)").matches;
}
