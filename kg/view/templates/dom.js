// Making elements. Text goes in as text nodes and attributes by name: no markup is ever parsed.

const SVG = "http://www.w3.org/2000/svg";

function byId(id) {
  return document.getElementById(id);
}

/** Make an element; children are elements or text, null ones are left out. Keys on… are listeners. */
function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function makeSvg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Wrap a name so that signs of right-to-left writing in it turn nothing around it. */
function named(text) {
  return make("bdi", {}, text);
}

/** Make a link to an article, or mere text where the address is none of the web. */
function articleLink(url, text) {
  if (!url || !/^https?:\/\//i.test(url)) return named(text);
  return make("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, named(text));
}

/** Draw the mark of a kind about a point, as vis-network does on the canvas. */
function mark(kind, x, y, size, attributes = {}) {
  const corners = (points) => points.map(([dx, dy]) => `${round(x + dx * size)},${round(y + dy * size)}`).join(" ");
  const polygon = (points) => makeSvg("polygon", { points: corners(points), ...attributes });
  const half = Math.sqrt(3) / 2;
  switch (data.shapes[kind]) {
    case "dot": return makeSvg("circle", { cx: round(x), cy: round(y), r: round(size), ...attributes });
    case "square": return polygon([[-1, -1], [1, -1], [1, 1], [-1, 1]]);
    case "diamond": return polygon([[0, -1], [1, 0], [0, 1], [-1, 0]]);
    case "hexagon": return polygon([[1, 0], [0.5, half], [-0.5, half], [-1, 0], [-0.5, -half], [0.5, -half]]);
    default: return polygon([[0, 1.01], [1.15, -0.98], [-1.15, -0.98]]);
  }
}

function round(value) {
  return Math.round(value * 10) / 10;
}

/** Make the little picture of a kind that stands in legend, lists and panel. */
function icon(kind, status = "held") {
  const open = status === "planned" || status === "proposed";
  const struck = status === "cancelled" || status === "declined";
  return makeSvg("svg", { class: `icon ${kind}${struck ? " struck" : ""}`, viewBox: "-10 -10 20 20", "aria-hidden": "true" },
    mark(kind, 0, 0, kind === "square" ? 6.5 : 7, {
      class: open ? "open" : "solid", "stroke-dasharray": open ? data.dashes[status].map((d) => d / 3).join(" ") : null,
    }),
    struck ? makeSvg("line", { x1: -9, y1: 7, x2: 9, y2: -7 }) : null);
}
