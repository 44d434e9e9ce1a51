// Pictures to keep: the canvas as it is (PNG), and all that is seen drawn anew in lines (SVG).

function save(blob, extension) {
  const address = URL.createObjectURL(blob);
  const name = data.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "graph";
  make("a", { href: address, download: `${name}.${extension}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Draw the picture as it stands on another canvas. */
function copyPicture(canvas) {
  const layers = engine.canvases();
  const context = canvas.getContext("2d");
  [canvas.width, canvas.height] = [layers[0].width, layers[0].height];
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const layer of layers) context.drawImage(layer, 0, 0);
  return canvas;
}

function savePng() {
  copyPicture(make("canvas")).toBlob((blob) => save(blob, "png"), "image/png");
}

function saveSvg() {
  const text = new XMLSerializer().serializeToString(drawing());
  save(new Blob([text], { type: "image/svg+xml" }), "svg");
}

/** Draw what is seen as an SVG document that needs no style sheet. */
function drawing() {
  const shown = data.network.nodes.filter((node) => seen.nodes.has(node.id));
  const at = Object.fromEntries(shown.map(({ id }) => [id, engine.positionOf(id)]));
  const { left, right, top, bottom } = boundsOf(shown.length ? Object.values(at) : [{ x: 0, y: 0 }]);
  const [width, height] = [right - left, bottom - top];
  return makeSvg("svg", { viewBox: [left, top, width, height].map(round).join(" "), width: round(width), height: round(height) },
    makeSvg("title", {}, data.title),
    makeSvg("rect", { x: left, y: top, width, height, fill: colours.ground }),
    ...data.network.edges.filter((edge) => seen.edges.get(edge.id).length && at[edge.from] && at[edge.to])
      .map((edge) => drawnEdge(edge, at)),
    ...shown.flatMap((node) => drawnNode(node, at[node.id])));
}

function drawnEdge(edge, at) {
  const look = edgeLook(edge);
  return makeSvg("line", {
    x1: at[edge.from].x, y1: at[edge.from].y, x2: at[edge.to].x, y2: at[edge.to].y,
    stroke: look.colour, "stroke-width": round(look.width), "stroke-dasharray": look.dashes ? look.dashes.join(" ") : null,
  });
}

function drawnNode(node, { x, y }) {
  const look = nodeLook(node);
  const gone = ["cancelled", "declined"].includes(eventAt.get(node.id)?.status);
  return [
    mark(node.kind, x, y, look.size, { fill: look.fill, stroke: look.border, "stroke-width": 1.5,
      "stroke-dasharray": look.dashes ? look.dashes.join(" ") : null }),
    gone ? makeSvg("line", { x1: x - look.size, y1: y + look.size, x2: x + look.size, y2: y - look.size,
      stroke: colours.muted, "stroke-width": 2 }) : null,
    makeSvg("text", { x, y: round(y + look.size + nameSize(node) + 2), "text-anchor": "middle", "font-family": FACE,
      "font-size": round(nameSize(node)), fill: node.kind === "event" ? colours.muted : colours.ink, stroke: colours.ground, "stroke-width": 3,
      "paint-order": "stroke" }, captionOf(node)),
  ].filter(Boolean);
}

function startDownload() {
  byId("save-png").addEventListener("click", savePng);
  byId("save-svg").addEventListener("click", saveSvg);
  byId("print").addEventListener("click", () => print());
}
