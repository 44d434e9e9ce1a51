// The graph on its canvas: how nodes and edges look, and what becomes of them when the reader chooses.

const dark = matchMedia("(prefers-color-scheme: dark)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const FAINT = 0.1;

let colours = {};
let engine = null; // what draws: see engine-vis.js
let seen = null; // what `visible` returned last
let near = null; // what `nearFocus` returned last

/** Read the colours of the theme that is on; the style sheet is their one home. */
function readColours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["event", "person", "country", "org", "place", "ink", "muted", "ground", "line", "accent"];
  colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

function drawNetwork() {
  readColours();
  const { clientWidth, clientHeight } = byId("graph");
  const upright = clientHeight > clientWidth; // a phone: the picture stands as the screen does
  const placed = data.network.nodes.map(({ id, x, y }) => (upright ? { id, x: -y, y: x } : { id, x, y }));
  const lines = data.network.edges.map(({ id, from, to }) => ({ id, from, to }));
  engine = startEngine(byId("graph"), placed, lines, {
    click: (node, edge) => select(node ?? chosenByEdge(edge) ?? null),
    open: focusOn,
    hover: showTip,
    leave: () => { byId("tip").hidden = true; },
    paint: (context) => { strikeOut(context); writeNames(context); },
  });
  dark.addEventListener("change", recolour);
  for (const [moment, paper] of [["beforeprint", true], ["afterprint", false]]) {
    addEventListener(moment, () => {
      document.documentElement.classList.toggle("paper", paper);
      recolour();
      if (paper) copyPicture(byId("paper"));
    });
  }
}

function recolour() {
  readColours();
  applyChoice();
  engine.redraw();
}

/** A line of a drawn event stands for the event; a line between two people or states for all that they share. */
function chosenByEdge(id) {
  if (!id) return null;
  const { kind, events } = edgeAt.get(id);
  return kind === "shared" || events.length !== 1 ? id : data.events[events[0]].iri;
}

/** Draw anew what the choice of the reader changes: what is hidden, faint, broken or struck. */
function applyChoice() {
  seen = visible();
  near = nearFocus(seen);
  engine.update(data.network.nodes.map(nodeLook), data.network.edges.map(edgeLook));
  markSelected();
}

/** Marks of a large graph are larger: it is seen from farther away. */
const enlarged = Math.min(Math.max(Math.sqrt(data.network.nodes.length / 130), 1), 1.7);

function sizeOf(node) {
  if (node.kind === "event") return enlarged * (9 + Math.min(3 * Math.log2(node.weight), 6));
  if (node.kind === "place") return enlarged * (8 + Math.min(2.5 * Math.sqrt(node.weight), 10));
  return Math.min(enlarged * (9 + Math.min(5 * Math.sqrt(node.weight), 27)), 36);
}

function nodeLook(node) {
  const status = eventAt.get(node.id)?.status ?? "held";
  const gone = status === "cancelled" || status === "declined";
  const open = status === "planned" || status === "proposed";
  const tint = gone ? colours.muted : colours[node.kind];
  const fill = open || gone ? colours.ground : tint;
  return {
    id: node.id,
    hidden: !seen.nodes.has(node.id),
    opacity: near && !near.has(node.id) ? FAINT : 1,
    shape: data.shapes[node.kind],
    size: sizeOf(node),
    fill,
    border: open || gone ? tint : colours.ground,
    chosen: colours.accent,
    dashes: open ? data.dashes[status] : null,
  };
}

function edgeLook(edge) {
  const events = seen.edges.get(edge.id);
  const own = edge.from === view.selected || edge.to === view.selected;
  const faint = near && !(near.has(edge.from) && near.has(edge.to));
  const strongest = data.statuses.find((status) => events.some((event) => event.status === status)) ?? "held";
  const gone = strongest === "cancelled" || strongest === "declined";
  const end = eventAt.has(edge.to) ? "from" : "to";
  return {
    id: edge.id,
    hidden: events.length === 0,
    width: edge.kind === "shared" ? 1.2 + Math.min(1.6 * Math.log2(events.length || 1), 8) : 1.3,
    dashes: data.dashes[strongest] ?? null,
    colour: own ? colours.accent : colours.line,
    chosen: colours.accent,
    opacity: faint ? FAINT : gone ? 0.5 : 1,
    rank: own ? 0 : faint ? 2 : 1, // the lines of what is chosen come first
    barAt: edge.kind === "absent" ? end : null,
  };
}

/** Strike the events that were called off or refused. */
function strikeOut(context) {
  context.lineWidth = 2;
  context.strokeStyle = colours.muted;
  context.beginPath();
  for (const node of data.network.nodes) {
    const status = eventAt.get(node.id)?.status;
    if ((status !== "cancelled" && status !== "declined") || !seen.nodes.has(node.id) || (near && !near.has(node.id))) continue;
    const { x, y } = engine.positionOf(node.id);
    const reach = sizeOf(node) * 1.15;
    context.moveTo(x - reach, y + reach * 0.8);
    context.lineTo(x + reach, y - reach * 0.8);
  }
  context.stroke();
}

/** Show what a node is called in every language, beside it. */
function showTip(id) {
  const tip = byId("tip");
  const labels = labelsOf(id);
  const event = eventAt.get(id);
  tip.replaceChildren(
    make("strong", {}, named(pick(labels))),
    ...otherLanguages(labels).map((language) => make("span", { lang: language }, named(labels[language]))),
    make("small", {}, event
      ? `${formatDate(event.date)} · ${word(`status_${event.status}`)}`
      : `${word(`kind_${kindOf(id)}`)} · ${word("events")} ${number(eventsOf(id).length)}`),
  );
  tip.hidden = false;
  const at = engine.toScreen(engine.positionOf(id));
  const room = byId("stage").getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(at.x + 14, room.width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(8, Math.min(at.y + 14, room.height - tip.offsetHeight - 8))}px`;
}

function markSelected() {
  engine.choose(nodeAt.has(view.selected) ? view.selected : null, edgeAt.has(view.selected) ? view.selected : null);
}

/** Bring a node to the middle of the picture. */
function lookAt(id) {
  if (!nodeAt.has(id) || !seen.nodes.has(id)) return;
  engine.move({ position: engine.positionOf(id), scale: Math.max(engine.scale(), 0.9) }, motion());
}

/** Bring all that is seen, or the neighbourhood of the focus, into the picture, with room for the names at its edges. */
function fitAll(animated = true) {
  const ids = data.network.nodes.map((node) => node.id).filter((id) => seen.nodes.has(id) && (!near || near.has(id)));
  if (!ids.length) return;
  const { left, right, top, bottom } = boundsOf(ids.map(engine.positionOf));
  const { clientWidth, clientHeight } = byId("graph");
  // Names do not shrink with the picture: seen from afar they need more of it.
  const scale = Math.min(1.5, (clientWidth - 90) / (right - left - 90), (clientHeight - 50) / (bottom - top - 50));
  engine.move({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale }, animated && motion());
}

/** Return the box about points, with room for marks and names. */
function boundsOf(points) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { x, y } of points) {
    box.left = Math.min(box.left, x - 90);
    box.right = Math.max(box.right, x + 90);
    box.top = Math.min(box.top, y - 50);
    box.bottom = Math.max(box.bottom, y + 70);
  }
  return box;
}

function motion() {
  return calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" };
}

function zoomBy(factor) {
  engine.move({ scale: engine.scale() * factor }, motion());
}

const STEP = 60; // pixels of a move by key

/** Move the picture by arrow keys, and bring it nearer or away by plus and minus. */
function moveByKey(pressed) {
  const steps = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
  const factors = { "+": 1.2, "=": 1.2, "-": 1 / 1.2 };
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return;
  if (pressed.key in steps) {
    const { clientWidth, clientHeight } = byId("graph");
    const [x, y] = steps[pressed.key];
    engine.move({ position: engine.toPicture({ x: clientWidth / 2 + x, y: clientHeight / 2 + y }) }, false);
  } else if (pressed.key in factors) engine.move({ scale: engine.scale() * factors[pressed.key] }, false);
  else return;
  pressed.preventDefault();
}
