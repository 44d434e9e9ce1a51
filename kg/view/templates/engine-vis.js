// The canvas of vis-network, as pyvis ships it: carries some hundreds of nodes, which may move by themselves.

/**
 * Draw a placed network in an element. Looks are those of `nodeLook` and `edgeLook`; points are {x, y} in units of the
 * picture, y downwards. Told are `click(node, edge)`, `open(node)` on a double click, `hover(node)`, `leave()`, and
 * `paint(context)` after each drawing, with a 2D context in units of the picture.
 */
function startEngine(element, placed, lines, told) {
  const nodes = new vis.DataSet(placed);
  const edges = new vis.DataSet(lines);
  const network = new vis.Network(element, { nodes, edges }, data.network.options);
  element.querySelector(".vis-network").tabIndex = -1; // keys are read by the element about it
  network.on("click", (at) => told.click(at.nodes[0] ?? null, at.edges[0] ?? null));
  network.on("doubleClick", (at) => at.nodes[0] && told.open(at.nodes[0]));
  network.on("hoverNode", ({ node }) => told.hover(node));
  for (const leaving of ["blurNode", "dragStart", "zoom"]) network.on(leaving, told.leave);
  network.on("afterDrawing", told.paint);

  const nodeOf = (look) => ({
    id: look.id, hidden: look.hidden, opacity: look.opacity, shape: look.shape, size: look.size,
    color: { background: look.fill, border: look.border,
      highlight: { background: look.fill, border: look.chosen }, hover: { background: look.fill, border: look.chosen } },
    shapeProperties: { borderDashes: look.dashes ?? false },
  });
  const edgeOf = (look) => ({
    id: look.id, hidden: look.hidden, width: look.width, dashes: look.dashes ?? false,
    color: { color: look.colour, highlight: look.chosen, hover: look.chosen, opacity: look.opacity },
    arrows: look.barAt ? { [look.barAt]: { enabled: true, type: "bar", scaleFactor: 0.9 } } : "",
  });

  return {
    update(nodeLooks, edgeLooks) {
      nodes.update(nodeLooks.map(nodeOf));
      edges.update(edgeLooks.map(edgeOf));
    },
    choose(node, edge) {
      network.unselectAll();
      if (node) network.selectNodes([node]);
      else if (edge) network.selectEdges([edge]);
    },
    positionOf: (node) => network.getPosition(node),
    scale: () => network.getScale(),
    toScreen: (point) => network.canvasToDOM(point),
    toPicture: (point) => network.DOMtoCanvas(point),
    /** Bring a point to the middle, at a scale in pixels per unit; what is not said stays. */
    move: ({ position, scale }, animation) => network.moveTo({ position, scale, animation }),
    redraw: () => network.redraw(),
    whenDrawn: (ready) => network.once("afterDrawing", ready),
    canvases: () => [element.querySelector("canvas")],
    /** So many lines are drawn at most when the whole is in the picture. */
    lines: Infinity,
    /** Let nodes move by themselves, or hold them. */
    physics: (enabled) => network.setOptions({ physics: { enabled } }),
  };
}
