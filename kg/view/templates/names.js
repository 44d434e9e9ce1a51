// Names on the canvas: as many as have room at each zoom, the weightiest first, never smaller than can be read.

const FACE = '"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Hiragino Sans", "Microsoft YaHei", sans-serif';
const LEAST = 11; // pixels on the screen
const CLOSE = 0.7; // from this zoom on, events are named, too

const captions = new Map(); // of each node in the language of the page, with its width when written one pixel high

/** Parties before places before events, each by weight; what is chosen comes before all. */
const byWeight = [...data.network.nodes].sort((a, b) =>
  rankOf(a) - rankOf(b) || b.weight - a.weight || (a.id < b.id ? -1 : 1));

function rankOf(node) {
  return { event: 2, place: 1 }[node.kind] ?? 0;
}

/** Write the names of what is seen, each where no other stands yet. */
function writeNames(context) {
  const scale = engine.scale();
  const chosen = new Set([view.selected, view.focus].filter((id) => nodeAt.has(id)));
  const inOrder = [...[...chosen].map((id) => nodeAt.get(id)), ...byWeight.filter((node) => !chosen.has(node.id))];
  const corner = engine.toPicture({ x: 0, y: 0 });
  const end = engine.toPicture({ x: byId("graph").clientWidth, y: byId("graph").clientHeight });
  const placed = new Placed(LEAST * 8 / scale);
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  for (const node of inOrder) {
    if (node.kind === "event" && scale < CLOSE && !chosen.has(node.id)) continue;
    if (!seen.nodes.has(node.id) || (near && !near.has(node.id))) continue;
    const { x, y } = engine.positionOf(node.id);
    if (y > end.y || y < corner.y - 60 / scale) continue;
    const box = nameBox(context, node, scale, x, y);
    if (box.right < corner.x || box.left > end.x || box.bottom < corner.y || box.top > end.y) continue;
    if (!placed.add(box)) continue;
    writeName(context, node, box, chosen.has(node.id));
  }
}

/** Return where the name of a node at a point would stand, in units of the canvas. */
function nameBox(context, node, scale, x, y) {
  const { text, width } = captionAt(context, node);
  const size = Math.max(nameSize(node), LEAST / scale);
  const half = (width * size) / 2;
  const top = y + sizeOf(node) + 3 / scale;
  return { text, size, x, left: x - half, right: x + half, top, bottom: top + size * 1.15 };
}

/** Return what a node is called in the picture, and how wide that is. */
function captionAt(context, node) {
  const key = `${view.language} ${node.id}`;
  if (!captions.has(key)) {
    const text = captionOf(node);
    context.font = `100px ${FACE}`;
    captions.set(key, { text, width: context.measureText(text).width / 100 });
  }
  return captions.get(key);
}

function nameSize(node) {
  return node.kind === "event" ? 11 : 13 + Math.min(Math.sqrt(node.weight) * 1.6, 9);
}

/** Boxes that do not overlap, kept by the squares of a grid, so that each new one is compared with its neighbours alone. */
class Placed {
  constructor(side) {
    this.side = side;
    this.squares = new Map();
  }

  /** Take a box in, unless it overlaps one. */
  add(box) {
    const squares = this.squaresOf(box);
    if (squares.some((square) => this.squares.get(square)?.some((other) => overlap(box, other)))) return false;
    for (const square of squares) this.squares.set(square, [...(this.squares.get(square) ?? []), box]);
    return true;
  }

  squaresOf({ left, right, top, bottom, size }) {
    const found = [];
    const index = (at) => Math.floor(at / this.side);
    for (let column = index(left - size / 2); column <= index(right + size / 2); column += 1) {
      for (let row = index(top); row <= index(bottom); row += 1) found.push(`${column},${row}`);
    }
    return found;
  }
}

function overlap(one, other) {
  const gap = one.size / 2; // names that touch read as one
  return one.left - gap < other.right && other.left < one.right + gap
    && one.top < other.bottom && other.top < one.bottom;
}

function writeName(context, node, { text, size, x, top }, chosen) {
  context.font = `${chosen ? "bold " : ""}${size}px ${FACE}`;
  context.strokeStyle = colours.ground;
  context.lineWidth = size / 4;
  context.strokeText(text, x, top);
  context.fillStyle = node.kind === "event" && !chosen ? colours.muted : colours.ink;
  context.fillText(text, x, top);
}

/** Name a node briefly: an event by its type and day, so that long titles do not cover the graph. */
function captionOf(node) {
  const event = eventAt.get(node.id);
  if (!event) return shorten(nameOf(node.id));
  if (event.name) return shorten(titleOf(event).replace(/\s*[（(][^（）()]*[）)]$/, ""));
  const type = termOf(event.type);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(event.date ?? ""); // no longer span is written as its first day
  return isDay ? `${type} ${formatter(event.date, 1, "short").format(timeOf(event.date))}` : type;
}

/** Cut a long name; a sign of Chinese takes the room of two. */
function shorten(text) {
  let room = 24;
  const kept = [...text].filter((sign) => { room -= sign > "\u2e7f" ? 2 : 1; return room >= 0; }).join("");
  return kept === text ? text : `${kept}…`;
}
