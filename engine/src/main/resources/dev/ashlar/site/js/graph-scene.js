"use strict";
// What the graph shows: chosen nodes, the edges between them, and in place of most neighbours of a hub a note of how many.
(function () {
  const HUB = 16; // more neighbours than these are folded
  const KEPT = 6;

  // A focus with so many steps up and down; hubs stay folded unless they are in `open` ("u12" or "d12").
  ashlar.graph.around = function (focus, up, down, open) {
    const nodes = ashlar.nodes;
    const shown = new Set([focus]);
    const folds = [];
    const walk = (neighbours, steps, sign) => {
      let level = [focus];
      const seen = new Set(level);
      for (let step = 0; step < steps && level.length > 0; step++) {
        const next = [];
        for (const at of level) {
          const all = [...neighbours(at)].filter((i) => !seen.has(i));
          const folded = all.length > HUB && !open.has(sign + at);
          const some = folded ? all.slice(0, KEPT) : all;
          if (folded) folds.push({ of: at, sign, list: all.slice(KEPT) });
          for (const i of some) {
            seen.add(i);
            shown.add(i);
            next.push(i);
          }
        }
        level = next;
      }
    };
    walk(nodes.parents, up, "u");
    walk(nodes.children, down, "d");
    return { list: [...shown].sort((a, b) => a - b), folds: folds.filter((fold) => fold.list.some((i) => !shown.has(i))) };
  };

  ashlar.graph.scene = function (list, folds) {
    const nodes = ashlar.nodes;
    const place = new Map(list.map((node, k) => [node, k]));
    const count = list.length + folds.length;
    const scene = { count, node: [...list], fold: new Array(count).fill(null), label: [], band: [], from: [], to: [], x: null, y: null };
    for (const node of list) {
      scene.label.push(nodes.title(node));
      scene.band.push(nodes.band[node]);
      for (const parent of nodes.parents(node)) {
        if (!place.has(parent)) continue;
        scene.from.push(place.get(parent));
        scene.to.push(place.get(node));
      }
    }
    folds.forEach((fold, f) => {
      const k = list.length + f;
      scene.node.push(-1);
      scene.fold[k] = fold;
      scene.label.push("and " + ashlar.format.count(fold.list.length) + " more");
      const bands = fold.list.map((i) => nodes.band[i]);
      scene.band.push(fold.sign === "u" ? Math.min(...bands) : Math.max(...bands));
      scene.from.push(fold.sign === "u" ? k : place.get(fold.of));
      scene.to.push(fold.sign === "u" ? place.get(fold.of) : k);
    });
    scene.out = adjacency(count, scene.from, scene.to);
    scene.in = adjacency(count, scene.to, scene.from);
    return scene;
  };

  function adjacency(count, from, to) {
    const lists = Array.from({ length: count }, () => []);
    for (let e = 0; e < from.length; e++) lists[from[e]].push(to[e]);
    return lists;
  }

  // All that lies above and below one of the scene, the one included.
  ashlar.graph.kin = function (scene, k) {
    const found = new Set([k]);
    for (const lists of [scene.in, scene.out]) {
      const open = [k];
      const seen = new Set(open);
      while (open.length > 0) {
        for (const next of lists[open.pop()]) {
          if (seen.has(next)) continue;
          seen.add(next);
          found.add(next);
          open.push(next);
        }
      }
    }
    return found;
  };
})();
