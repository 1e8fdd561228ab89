"use strict";
// The scene as a drawing that other programs read.
(function () {
  ashlar.graph.svg = function (scene, by) {
    const colours = ashlar.graph.colours();
    const margin = 60;
    const { left, top, right, bottom } = scene.box;
    const edges = scene.from.map((a, e) => {
      const b = scene.to[e];
      const x1 = scene.x[a] + scene.width;
      const y1 = scene.y[a] + scene.height / 2;
      const x2 = scene.x[b];
      const y2 = scene.y[b] + scene.height / 2;
      const bend = Math.max(40, Math.abs(x2 - x1) / 2);
      return svg("path", { d: `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}` });
    });
    const boxes = scene.label.map((label, k) => {
      const paint = ashlar.graph.paint(by, scene.node[k], colours);
      return svg("g", { transform: `translate(${scene.x[k]},${scene.y[k]})` },
        svg("title", {}, label + (paint.word ? " (" + paint.word + ")" : "")),
        svg("rect", { width: scene.width, height: scene.height, rx: 6, fill: colours.panel, stroke: colours.line }),
        svg("rect", { width: 6, height: scene.height, fill: paint.colour }),
        svg("text", { x: 14, y: scene.height / 2 + 4, fill: colours.ink }, label.length > 25 ? label.slice(0, 24) + "…" : label));
    });
    const heads = scene.bands.map((band) => svg("text", { x: band.left, y: top - 24, fill: colours.muted, "font-weight": "600" }, ashlar.index.bands[band.band].label));
    const drawing = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `${left - margin} ${top - margin} ${right - left + 2 * margin} ${bottom - top + 2 * margin}`, "font-family": "sans-serif", "font-size": "13" },
      svg("rect", { x: left - margin, y: top - margin, width: right - left + 2 * margin, height: bottom - top + 2 * margin, fill: colours.paper }),
      svg("g", { fill: "none", stroke: colours.edge, "stroke-width": "1.2" }, edges), svg("g", {}, boxes), svg("g", {}, heads));
    return new XMLSerializer().serializeToString(drawing);
  };

  ashlar.graph.save = function (scene, by) {
    const url = URL.createObjectURL(new Blob([ashlar.graph.svg(scene, by)], { type: "image/svg+xml" }));
    const link = h("a", { href: url, download: ashlar.index.project + "-lineage.svg" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  };
})();
