"use strict";
// Ways through columns, step by step: the parts of the nodes on the way are loaded as they are reached.
(function () {
  const MOST = 400; // steps shown of one way; whoever wants more goes on from there

  async function column(node, name) {
    const page = await ashlar.nodes.page(node);
    return (page.cols || []).find((c) => c.name === name) || (page.cols || []).find((c) => c.name.toLowerCase() === name.toLowerCase());
  }

  // A column stands as far away as the longest way to it, so that every line leads onwards.
  function farthest(start, found, edges) {
    const distance = new Map([[start, 0]]);
    for (let round = 0, changed = true; changed && round <= found.size; round++) {
      changed = false;
      for (const { a, b } of edges) {
        const away = (distance.get(a) ?? 0) + 1;
        if (b === start || away <= (distance.get(b) ?? 0)) continue;
        distance.set(b, away);
        changed = true;
      }
    }
    for (const [key, step] of found) step.distance = distance.get(key) ?? step.distance;
  }

  // up or down: [{ node, name, kind, from: [key], distance }], nearest first; a column only once, with all that lead to it
  async function walk(node, name, direction) {
    const found = new Map();
    const edges = [];
    let level = [[node, name]];
    const seen = new Set([node + "\n" + name]);
    for (let distance = 1; level.length > 0 && found.size < MOST; distance++) {
      const next = [];
      for (const [at, of] of level) {
        const here = await column(at, of);
        if (!here) continue;
        for (const [other, its, kind] of here[direction] || []) {
          const key = other + "\n" + its;
          edges.push({ a: at + "\n" + of, b: key, kind });
          if (seen.has(key) || found.size >= MOST) continue;
          seen.add(key);
          found.set(key, { node: other, name: its, kind, distance });
          if (its) next.push([other, its]);
        }
      }
      level = next;
    }
    farthest(node + "\n" + name, found, edges);
    return { steps: [...found.values()].sort((a, b) => a.distance - b.distance), edges, cut: found.size >= MOST };
  }

  const link = (node, name) => "#/column/" + encodeURIComponent(ashlar.nodes.id(node)) + "/" + encodeURIComponent(name);

  ashlar.columns = { column, walk, link };
})();
