"use strict";
// Draws a scene on a canvas. From far away nodes are stones without names and edges are straight.
(function () {
  const NAMES_FROM = 0.5; // scale from which names can be read
  const MANY = 4000; // edges from which curves cost too much
  let measured = new Map();

  const style = () => {
    const css = getComputedStyle(document.documentElement);
    const value = (name) => css.getPropertyValue(name).trim();
    const bands = Array.from({ length: 10 }, (unused, i) => value("--band-" + i));
    return { paper: value("--paper"), panel: value("--panel"), ink: value("--ink"), muted: value("--muted"), line: value("--line"), edge: value("--edge"), accent: value("--accent"),
      soft: value("--course"), tones: { good: value("--good"), warn: value("--warn"), bad: value("--bad"), none: value("--muted") }, bands, heat: [0, 1, 2, 3, 4].map((i) => value("--heat-" + i)) };
  };

  function tagNumber(tag) {
    let sum = 0;
    for (const letter of tag) sum = (sum * 31 + letter.codePointAt(0)) % 9973;
    return sum % 10;
  }

  const HEAT = [0.1, 1, 10, 60];

  // Colour and words of a node by what is asked; the words stand in the legend and in the list.
  ashlar.graph.paint = function (by, node, colours) {
    const { format, nodes } = ashlar;
    if (node < 0) return { colour: colours.muted, word: "" };
    switch (by) {
      case "status": {
        const own = format.status(nodes.status(node));
        const tests = format.status(nodes.testStatus(node));
        const worst = ["bad", "warn"].find((tone) => own.tone === tone || tests.tone === tone);
        const shown = worst === undefined ? own : own.tone === worst ? own : tests;
        return { colour: colours.tones[shown.tone], word: shown.word, glyph: shown.glyph };
      }
      case "duration": {
        const seconds = nodes.millis[node] / 1000;
        if (seconds < 0) return { colour: colours.muted, word: "not run yet" };
        const step = HEAT.filter((limit) => seconds >= limit).length;
        return { colour: colours.heat[step], word: ["under 0.1 s", "0.1 to 1 s", "1 to 10 s", "10 s to a minute", "over a minute"][step], glyph: format.seconds(seconds) };
      }
      case "tag": {
        const tag = nodes.tags(node)[0];
        return tag ? { colour: colours.bands[tagNumber(tag)], word: tag, glyph: tag } : { colour: colours.muted, word: "no tag" };
      }
      default: return { colour: colours.bands[nodes.band[node] % 10], word: nodes.bandOf(node).label };
    }
  };

  function fitted(context, text, room) {
    const key = context.font + room + text;
    if (measured.has(key)) return measured.get(key);
    let shown = text;
    if (context.measureText(text).width > room) {
      let low = 0;
      let high = text.length;
      while (low < high) {
        const mid = (low + high + 1) >> 1;
        if (context.measureText(text.slice(0, mid) + "…").width <= room) low = mid;
        else high = mid - 1;
      }
      shown = text.slice(0, low) + "…";
    }
    if (measured.size > 50000) measured = new Map();
    measured.set(key, shown);
    return shown;
  }

  function edge(context, scene, e, straight) {
    const a = scene.from[e];
    const b = scene.to[e];
    const x1 = scene.x[a] + scene.width;
    const y1 = scene.y[a] + scene.height / 2;
    const x2 = scene.x[b];
    const y2 = scene.y[b] + scene.height / 2;
    context.moveTo(x1, y1);
    if (straight) context.lineTo(x2, y2);
    else {
      const bend = Math.max(40, Math.abs(x2 - x1) / 2);
      context.bezierCurveTo(x1 + bend, y1, x2 - bend, y2, x2, y2);
    }
  }

  // The least distance of two rows, in the world's measure.
  function closest(scene) {
    if (scene.closest === undefined) {
      const byColumn = new Map();
      for (let k = 0; k < scene.count; k++) {
        if (!byColumn.has(scene.x[k])) byColumn.set(scene.x[k], []);
        byColumn.get(scene.x[k]).push(scene.y[k]);
      }
      scene.closest = Infinity;
      for (const rows of byColumn.values()) {
        rows.sort((a, b) => a - b);
        for (let i = 1; i < rows.length; i++) scene.closest = Math.min(scene.closest, rows[i] - rows[i - 1]);
      }
    }
    return scene.closest;
  }

  ashlar.graph.colours = style;

  // view: { x, y, scale } of the world's origin; state: { by, chosen, kin, found }
  ashlar.graph.draw = function (canvas, scene, view, state) {
    const ratio = canvas.width / canvas.clientWidth;
    const context = canvas.getContext("2d");
    const colours = style();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = colours.paper;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.setTransform(ratio * view.scale, 0, 0, ratio * view.scale, ratio * view.x, ratio * view.y);
    const seen = { left: -view.x / view.scale, top: -view.y / view.scale, right: (canvas.clientWidth - view.x) / view.scale, bottom: (canvas.clientHeight - view.y) / view.scale };
    const named = view.scale >= NAMES_FROM;

    for (const band of scene.bands) {
      context.fillStyle = colours.soft;
      context.fillRect(band.left - 30, Math.min(seen.top, scene.box.top - 80), band.right - band.left + 60, Math.max(seen.bottom, scene.box.bottom + 40) - Math.min(seen.top, scene.box.top - 80));
    }

    const within = (k) => scene.x[k] + scene.width >= seen.left && scene.x[k] <= seen.right && scene.y[k] + scene.height >= seen.top && scene.y[k] <= seen.bottom;
    const crosses = (e) => {
      const a = scene.from[e];
      const b = scene.to[e];
      return Math.max(scene.x[a], scene.x[b]) + scene.width >= seen.left && Math.min(scene.x[a], scene.x[b]) <= seen.right
        && Math.max(scene.y[a], scene.y[b]) + scene.height >= seen.top && Math.min(scene.y[a], scene.y[b]) <= seen.bottom;
    };
    const straight = scene.from.length > MANY;
    const lit = [];
    context.beginPath();
    for (let e = 0; e < scene.from.length; e++) {
      if (!crosses(e)) continue;
      if (state.kin && state.kin.has(scene.from[e]) && state.kin.has(scene.to[e])) lit.push(e);
      else edge(context, scene, e, straight);
    }
    context.globalAlpha = (state.kin ? 0.35 : 1) * (straight && !named ? 0.25 : 1);
    context.strokeStyle = colours.edge;
    context.lineWidth = 1.2 / Math.max(view.scale, 0.3);
    context.stroke();
    context.globalAlpha = 1;
    if (lit.length > 0) {
      context.beginPath();
      for (const e of lit) edge(context, scene, e, lit.length > MANY);
      context.strokeStyle = colours.accent;
      context.lineWidth = 2 / Math.max(view.scale, 0.4);
      context.stroke();
    }

    context.textBaseline = "middle";
    const labelled = !named && scene.count < 400 && view.scale >= 0.2 && closest(scene) * view.scale >= 20;
    for (let k = 0; k < scene.count; k++) {
      if (!within(k)) continue;
      const paint = ashlar.graph.paint(state.by, scene.node[k], colours);
      const x = scene.x[k];
      const y = scene.y[k];
      context.globalAlpha = state.kin && !state.kin.has(k) ? 0.3 : 1;
      if (!named) {
        context.fillStyle = paint.colour;
        context.fillRect(x, y, scene.width, scene.height);
        if (labelled) {
          context.fillStyle = colours.ink;
          context.font = 11 / view.scale + "px ui-sans-serif, system-ui, sans-serif";
          context.fillText(fitted(context, scene.label[k], scene.width + 40), x, y - 8 / view.scale);
        }
      } else {
        context.beginPath();
        context.roundRect(x, y, scene.width, scene.height, 6);
        context.fillStyle = colours.panel;
        context.fill();
        context.strokeStyle = k === state.chosen ? colours.accent : colours.line;
        context.lineWidth = k === state.chosen ? 3 : 1;
        if (scene.fold[k]) context.setLineDash([4, 3]);
        context.stroke();
        context.setLineDash([]);
        context.beginPath();
        context.roundRect(x, y, 6, scene.height, [6, 0, 0, 6]);
        context.fillStyle = paint.colour;
        context.fill();
        let room = scene.width - 24;
        if (paint.glyph) {
          context.font = "600 11px ui-sans-serif, system-ui, sans-serif";
          const mark = fitted(context, paint.glyph, 60);
          const width = context.measureText(mark).width;
          context.fillText(mark, x + scene.width - width - 8, y + scene.height / 2 + 1);
          room -= width + 8;
        }
        context.fillStyle = scene.fold[k] ? colours.muted : colours.ink;
        context.font = Math.max(13, 10.5 / view.scale) + "px ui-sans-serif, system-ui, sans-serif";
        context.fillText(fitted(context, scene.label[k], room), x + 14, y + scene.height / 2 + 1);
      }
      if (k === state.chosen && !named) {
        context.strokeStyle = colours.accent;
        context.lineWidth = 3 / view.scale;
        context.strokeRect(x, y, scene.width, scene.height);
      }
    }
    context.globalAlpha = 1;

    // names of bands stay in sight at the top
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.font = "600 12px ui-sans-serif, system-ui, sans-serif";
    for (const band of scene.bands) {
      const left = Math.max(12, (band.left - 20) * view.scale + view.x);
      const right = (band.right + 20) * view.scale + view.x;
      const room = right - left - 8;
      if (right < 30 || left > canvas.clientWidth || room < 24) continue;
      context.fillStyle = colours.muted;
      context.fillText(fitted(context, ashlar.index.bands[band.band].label, room), left, 18);
    }
  };
})();
