// The canvas of sigma (WebGL), for thousands of nodes; they stand where they were placed. Speaks as engine-vis.js does.

const SHAPE_NUMBERS = { dot: 0, square: 1, diamond: 2, hexagon: 3, triangleDown: 4 };
const GL_COLOUR = { size: 4, type: WebGLRenderingContext.UNSIGNED_BYTE, normalized: true };
const GL_NUMBER = { size: 1, type: WebGLRenderingContext.FLOAT };
const GL_POINT = { size: 2, type: WebGLRenderingContext.FLOAT };

const OPENED = `
precision highp float;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
`;

// How many lines are drawn at most when the whole is in the picture, at rest and on the move; nearer, there are more:
// thousands over one another show nothing, and drawing them takes half a second without a graphics card.
const LINES = { still: 5000, moving: 1500 };
const REST = 160; // milliseconds without a move

let moving = false; // whether the picture moves

/** Return how many lines are drawn when so much of the picture is seen, 1 for the whole. */
function linesAt(part) {
  return Math.round((moving ? LINES.moving : LINES.still) / Math.min(part, 1));
}

const ANGLES = [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]];
const CORNERS = [[0, 1], [0, -1], [1, 1], [1, 1], [0, -1], [1, -1]];

/**
 * Write what is told of an item once for each of its vertices. Instances would spare that, but without a graphics card
 * each of them costs as much as a drawing of its own.
 */
function repeat(array, start, told, vertices) {
  let at = start;
  for (const vertex of vertices) {
    for (const value of told) array[at++] = value;
    for (const value of vertex) array[at++] = value;
  }
}

/** Marks of all kinds: the distance to their outline decides what is inside, border and outside. */
class MarkProgram extends Sigma.rendering.NodeProgram {
  getDefinition() {
    return {
      VERTICES: 3,
      METHOD: WebGLRenderingContext.TRIANGLES,
      UNIFORMS: ["u_matrix", "u_sizeRatio", "u_correctionRatio"],
      ATTRIBUTES: [
        { name: "a_position", ...GL_POINT }, { name: "a_size", ...GL_NUMBER }, { name: "a_shape", ...GL_NUMBER },
        { name: "a_dashed", ...GL_NUMBER }, { name: "a_opacity", ...GL_NUMBER }, { name: "a_fill", ...GL_COLOUR },
        { name: "a_border", ...GL_COLOUR }, { name: "a_id", ...GL_COLOUR }, { name: "a_angle", ...GL_NUMBER },
      ],
      VERTEX_SHADER_SOURCE: `${OPENED}
        attribute vec4 a_id, a_fill, a_border;
        attribute vec2 a_position;
        attribute float a_size, a_shape, a_dashed, a_opacity, a_angle;
        varying vec4 v_fill, v_border, v_id;
        varying vec2 v_at;  // from the middle, in sizes of the mark, y downwards
        varying float v_shape, v_dashed, v_opacity, v_pixel;
        void main() {
          float reach = 2.0 * 1.3;  // of the corners of a triangle about a circle of 1.3 sizes
          float size = max(a_size / u_sizeRatio, 2.2);  // in pixels
          float radius = size * u_correctionRatio * 2.0;
          vec2 corner = reach * vec2(cos(a_angle), sin(a_angle));
          gl_Position = vec4((u_matrix * vec3(a_position + radius * corner, 1)).xy, 0, 1);
          v_at = vec2(corner.x, -corner.y);
          v_pixel = 1.0 / size;
          v_fill = a_fill; v_border = a_border; v_id = a_id * vec4(1, 1, 1, 255.0 / 254.0);
          v_shape = a_shape; v_dashed = a_dashed; v_opacity = a_opacity;
        }`,
      FRAGMENT_SHADER_SOURCE: `
        precision highp float;
        varying vec4 v_fill, v_border, v_id;
        varying vec2 v_at;
        varying float v_shape, v_dashed, v_opacity, v_pixel;
        const float HALF = 0.8660254;
        float outline(vec2 p) {
          vec2 q = abs(p);
          if (v_shape < 0.5) return length(p) - 1.0;
          if (v_shape < 1.5) return max(q.x, q.y) - 1.0;
          if (v_shape < 2.5) return (q.x + q.y - 1.0) * 0.7071;
          if (v_shape < 3.5) return max(q.y, q.x * HALF + q.y * 0.5) - HALF;
          return max(-p.y - 0.98, q.x * 0.8658 + p.y * 0.5004 - 0.5054);
        }
        void main() {
          float far = outline(v_at);
          #ifdef PICKING_MODE
          gl_FragColor = far > 0.0 ? vec4(0.0) : v_id;
          #else
          float inside = 1.0 - smoothstep(-v_pixel, 0.0, far);
          float border = smoothstep(-2.5 * v_pixel, -1.5 * v_pixel, far) * step(v_pixel, 0.25);
          float gap = v_dashed * step(0.55, fract(atan(v_at.y, v_at.x) * 1.5915494));
          vec4 colour = mix(v_fill, v_border, border * (1.0 - gap));
          float alpha = inside * v_opacity;
          gl_FragColor = vec4(colour.rgb * alpha, alpha);
          #endif
        }`,
    };
  }

  processVisibleItem(index, start, { x, y, size, look }) {
    const told = [x, y, size, SHAPE_NUMBERS[look.shape], look.dashes ? 1 : 0, look.opacity,
      Sigma.utils.floatColor(look.fill), Sigma.utils.floatColor(look.marked ? look.chosen : look.border), index];
    repeat(this.array, start, told, ANGLES);
  }

  setUniforms({ matrix, sizeRatio, correctionRatio }, { gl, uniformLocations: at }) {
    gl.uniformMatrix3fv(at.u_matrix, false, matrix);
    gl.uniform1f(at.u_sizeRatio, sizeRatio);
    gl.uniform1f(at.u_correctionRatio, correctionRatio);
  }
}

/** Straight lines, whole or broken; never thinner than can be seen. The first of them are drawn, as many as may be. */
class LineProgram extends Sigma.rendering.EdgeProgram {
  getDefinition() {
    return {
      VERTICES: 6,
      METHOD: WebGLRenderingContext.TRIANGLES,
      UNIFORMS: ["u_matrix", "u_sizeRatio", "u_correctionRatio", "u_screen"],
      ATTRIBUTES: [
        { name: "a_start", ...GL_POINT }, { name: "a_end", ...GL_POINT }, { name: "a_width", ...GL_NUMBER },
        { name: "a_dashes", ...GL_POINT }, { name: "a_opacity", ...GL_NUMBER }, { name: "a_color", ...GL_COLOUR },
        { name: "a_id", ...GL_COLOUR }, { name: "a_corner", ...GL_POINT },
      ],
      VERTEX_SHADER_SOURCE: `${OPENED}
        uniform vec2 u_screen;  // in pixels
        attribute vec4 a_id, a_color;
        attribute vec2 a_start, a_end, a_dashes, a_corner;
        attribute float a_width, a_opacity;
        varying vec4 v_color, v_id;
        varying vec2 v_dashes;
        varying float v_along, v_across, v_half, v_opacity;
        void main() {
          vec2 start = (u_matrix * vec3(a_start, 1)).xy, end = (u_matrix * vec3(a_end, 1)).xy;
          vec2 run = (end - start) * u_screen * 0.5;
          float size = max(length(run), 0.001);
          vec2 normal = vec2(-run.y, run.x) / size;
          v_half = max(a_width / u_sizeRatio, 0.9) * 0.5;
          v_across = a_corner.y * (v_half + 1.0);
          v_along = a_corner.x * size;
          vec2 at = mix(start, end, a_corner.x) + normal * v_across * 2.0 / u_screen;
          gl_Position = vec4(at, 0, 1);
          v_dashes = a_dashes / u_sizeRatio;
          v_color = a_color; v_id = a_id * vec4(1, 1, 1, 255.0 / 254.0); v_opacity = a_opacity;
        }`,
      FRAGMENT_SHADER_SOURCE: `
        precision highp float;
        varying vec4 v_color, v_id;
        varying vec2 v_dashes;
        varying float v_along, v_across, v_half, v_opacity;
        void main() {
          #ifdef PICKING_MODE
          gl_FragColor = v_id;
          #else
          float whole = v_dashes.x + v_dashes.y;
          if (whole > 2.0 && mod(v_along, whole) > v_dashes.x) discard;
          float alpha = (1.0 - smoothstep(v_half - 0.5, v_half + 0.5, abs(v_across))) * v_opacity;
          gl_FragColor = vec4(v_color.rgb * alpha, alpha);
          #endif
        }`,
    };
  }

  /** Write a line at its place in the order in which lines are drawn, whatever sigma's is. */
  process(index, _, source, target, line) {
    super.process(index, line.look.place, source, target, line);
  }

  render(parameters) {
    const { array, verticesCount } = this;
    this.verticesCount = Math.min(verticesCount, this.VERTICES * linesAt(parameters.zoomRatio));
    this.array = array.subarray(0, this.verticesCount * this.ATTRIBUTES_ITEMS_COUNT);
    super.render(parameters);
    Object.assign(this, { array, verticesCount });
  }

  processVisibleItem(index, start, source, target, { look }) {
    const told = [source.x, source.y, target.x, target.y, look.width, ...(look.dashes ?? [0, 0]), look.opacity,
      Sigma.utils.floatColor(look.marked ? look.chosen : look.colour), index];
    repeat(this.array, start, told, CORNERS);
  }

  setUniforms({ matrix, sizeRatio, correctionRatio, width, height }, { gl, uniformLocations: at }) {
    gl.uniformMatrix3fv(at.u_matrix, false, matrix);
    gl.uniform1f(at.u_sizeRatio, sizeRatio);
    gl.uniform1f(at.u_correctionRatio, correctionRatio);
    gl.uniform2f(at.u_screen, width, height);
  }
}

/** Stand in where there is no WebGL: nothing is drawn, and all else works. */
function blankEngine(points) {
  const ignore = () => {};
  return {
    blank: true, lines: Infinity, physics: null,
    update: ignore, choose: ignore, move: ignore, redraw: ignore,
    scale: () => 1, toScreen: (point) => point, toPicture: (point) => point, positionOf: (node) => points.get(node),
    whenDrawn: (ready) => ready(),
    canvases: () => [make("canvas")],
  };
}

function startEngine(element, placed, lines, told) {
  const points = new Map(placed.map(({ id, x, y }) => [id, { x, y }]));
  if (!make("canvas").getContext("webgl2") && !make("canvas").getContext("webgl")) return blankEngine(points);
  const graph = new graphology.Graph({ type: "undirected", multi: true });
  const blank = { opacity: 1, shape: "dot", fill: "#888888", border: "#888888", width: 1, colour: "#888888" };
  for (const { id, x, y } of placed) graph.addNode(id, { x, y: -y, size: 1, look: blank });
  lines.forEach(({ id, from, to }, place) => graph.addEdgeWithKey(id, from, to, { look: { ...blank, place } }));
  const renderer = new Sigma.Sigma(graph, element, {
    defaultNodeType: "mark", nodeProgramClasses: { mark: MarkProgram }, nodeHoverProgramClasses: { mark: MarkProgram },
    defaultEdgeType: "line", edgeProgramClasses: { line: LineProgram },
    enableEdgeEvents: lines.length <= LINES.still, // more cannot be told from one another, and finding them costs each frame
    renderLabels: false, defaultDrawNodeHover: () => {}, zIndex: false, stagePadding: 0,
    itemSizesReference: "positions", zoomToSizeRatioFunction: (ratio) => ratio,
    minCameraRatio: 0.005, maxCameraRatio: 4, allowInvalidContainer: true,
    doubleClickZoomingRatio: 1, inertiaDuration: calm.matches ? 0 : 200,
  });
  const camera = renderer.getCamera();
  const names = renderer.createCanvas("names", { afterLayer: "nodes" });
  let marked = [];
  let barred = []; // lines that end in a bar, as those of parties that stay away
  let rest = null; // the timer that ends a move

  const flip = ({ x, y }) => ({ x, y: -y });
  const now = () => ({ cameraState: camera.getState() }); // the camera as it stands, even if that is not drawn yet
  const toScreen = (point) => renderer.graphToViewport(flip(point), now());
  const toPicture = (point) => flip(renderer.viewportToGraph(point, now()));
  const scale = () => toScreen({ x: 1, y: 0 }).x - toScreen({ x: 0, y: 0 }).x;
  const mark = (keys, on) => {
    for (const [kind, key] of keys) graph[`update${kind}Attribute`](key, "look", (look) => ({ ...look, marked: on }));
  };

  /** End a move: all that has room is drawn again. */
  function settle() {
    moving = false;
    renderer.scheduleRender();
  }

  /** Names and strokes are written over the marks, in units of the picture. */
  function paint() {
    const { width, height } = renderer.getDimensions();
    const dense = devicePixelRatio || 1;
    if (names.width !== width * dense || names.height !== height * dense) {
      Object.assign(names, { width: width * dense, height: height * dense });
      Object.assign(names.style, { width: `${width}px`, height: `${height}px` });
    }
    const context = names.getContext("2d");
    const origin = toScreen({ x: 0, y: 0 });
    const unit = scale() * dense;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, names.width, names.height);
    context.setTransform(unit, 0, 0, unit, origin.x * dense, origin.y * dense);
    drawBars(context);
    told.paint(context);
  }

  function drawBars(context) {
    context.lineWidth = 1.6;
    const drawn = linesAt(camera.ratio);
    for (const { id, barAt, colour, opacity, place } of barred) {
      if (place >= drawn) continue;
      const [from, to] = graph.extremities(id).map((node) => ({ ...points.get(node), size: graph.getNodeAttribute(node, "size") }));
      const [end, other] = barAt === "to" ? [to, from] : [from, to];
      const run = Math.hypot(other.x - end.x, other.y - end.y) || 1;
      const [across, along] = [(other.x - end.x) / run, (other.y - end.y) / run];
      const [x, y] = [end.x + across * (end.size + 4), end.y + along * (end.size + 4)];
      context.globalAlpha = opacity;
      context.strokeStyle = colour;
      context.beginPath();
      context.moveTo(x - along * 6, y + across * 6);
      context.lineTo(x + along * 6, y - across * 6);
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  renderer.on("afterRender", paint);
  new ResizeObserver(() => { renderer.resize(); renderer.refresh(); }).observe(element);
  renderer.on("clickNode", ({ node }) => told.click(node, null));
  renderer.on("clickEdge", ({ edge }) => told.click(null, edge));
  renderer.on("clickStage", () => told.click(null, null));
  renderer.on("doubleClickNode", ({ node, preventSigmaDefault }) => { preventSigmaDefault(); told.open(node); });
  renderer.on("enterNode", ({ node }) => told.hover(node));
  renderer.on("leaveNode", told.leave);
  camera.on("updated", () => {
    moving = true;
    clearTimeout(rest);
    rest = setTimeout(settle, REST);
    told.leave();
  });

  return {
    update(nodeLooks, edgeLooks) {
      for (const look of nodeLooks) {
        Object.assign(graph.getNodeAttributes(look.id), { size: look.size, hidden: look.hidden, look });
      }
      const shown = edgeLooks.filter((look) => !look.hidden).sort((a, b) => a.rank - b.rank);
      // Thousands of lines over one another hide the marks, unless each is faint.
      const crowds = [0, 1, 2].map((rank) => shown.filter((look) => look.rank === rank).length);
      const faint = crowds.map((count) => Math.max(0.15, Math.sqrt(400 / Math.max(count, 400))));
      [...shown, ...edgeLooks.filter((look) => look.hidden)].forEach((look, place) => {
        Object.assign(look, { opacity: look.opacity * faint[look.rank], place });
        Object.assign(graph.getEdgeAttributes(look.id), { hidden: look.hidden, look });
      });
      barred = shown.filter((look) => look.barAt);
      renderer.refresh({ partialGraph: { nodes: graph.nodes(), edges: graph.edges() }, skipIndexation: true, schedule: true });
    },
    choose(node, edge) {
      mark(marked, false);
      marked = [node && ["Node", node], edge && ["Edge", edge]].filter(Boolean);
      mark(marked, true);
    },
    positionOf: (node) => points.get(node),
    scale, toScreen, toPicture,
    move({ position, scale: wanted }, animation) {
      renderer.resize();
      const centre = position ? renderer.viewportToFramedGraph(toScreen(position), now()) : { x: camera.x, y: camera.y };
      const ratio = wanted ? (camera.ratio * scale()) / wanted : camera.ratio;
      if (animation) camera.animate({ ...centre, ratio }, { duration: animation.duration });
      else { camera.setState({ ...centre, ratio }); settle(); }
    },
    redraw: () => renderer.refresh(),
    whenDrawn: (ready) => renderer.once("afterRender", ready),
    canvases: () => { renderer.refresh(); return ["edges", "nodes", "names"].map((layer) => renderer.getCanvases()[layer]); },
    lines: LINES.still,
    physics: null,
  };
}
