"use strict";
// The nodes of the index, by number, and the graph over them.
(function () {
  ashlar.readIndex = function (index) {
    const table = index.nodes;
    const size = table.name.length;
    const parentsFrom = new Int32Array(size + 1);
    for (let i = 0; i < size; i++) parentsFrom[i + 1] = parentsFrom[i] + index.parents.count[i];
    const parents = Int32Array.from(index.parents.of);
    const childrenFrom = new Int32Array(size + 1);
    for (const parent of parents) childrenFrom[parent + 1]++;
    for (let i = 0; i < size; i++) childrenFrom[i + 1] += childrenFrom[i];
    const children = new Int32Array(parents.length);
    const next = childrenFrom.slice();
    for (let i = 0; i < size; i++) {
      for (let k = parentsFrom[i]; k < parentsFrom[i + 1]; k++) children[next[parents[k]]++] = i;
    }

    const nodes = {
      size,
      index,
      name: table.name,
      words: table.words,
      band: table.band,
      millis: table.millis,
      testCount: table.tests,
      columnCount: table.columns,
      parents: (i) => parents.subarray(parentsFrom[i], parentsFrom[i + 1]),
      children: (i) => children.subarray(childrenFrom[i], childrenFrom[i + 1]),
      bandOf: (i) => index.bands[table.band[i]],
      built: (i) => index.materializations[table.built[i]],
      tags: (i) => index.tags[table.tags[i]],
      owner: (i) => index.owners[table.owner[i]],
      status: (i) => index.statuses[table.status[i]],
      testStatus: (i) => index.statuses[table.worst[i]],
      id: (i) => (table.id[i].includes(".") ? table.id[i] : table.id[i] + "." + index.project + "." + table.name[i]),
      kind: (i) => table.id[i].split(".", 1)[0],
    };

    // A source is known by both its names.
    nodes.title = (i) => {
      if (nodes.kind(i) !== "source") return nodes.name[i];
      const parts = nodes.id(i).split(".");
      return parts[parts.length - 2] + "." + nodes.name[i];
    };

    let numbers = null;
    nodes.find = (id) => {
      if (!numbers) {
        numbers = new Map();
        for (let i = 0; i < size; i++) numbers.set(nodes.id(i), i);
      }
      return numbers.has(id) ? numbers.get(id) : -1;
    };

    nodes.inBand = (band) => {
      const found = [];
      for (let i = 0; i < size; i++) if (table.band[i] === band) found.push(i);
      return found;
    };

    // Everything within so many steps, the nodes themselves included, each with its distance.
    nodes.around = (starts, steps, neighbours) => {
      const distance = new Map(starts.map((i) => [i, 0]));
      let level = [...starts];
      for (let step = 1; step <= steps && level.length > 0; step++) {
        const reached = [];
        for (const at of level) {
          for (const to of neighbours(at)) {
            if (distance.has(to)) continue;
            distance.set(to, step);
            reached.push(to);
          }
        }
        level = reached;
      }
      return distance;
    };

    // A promise of all that the node's page shows; loads the one part that holds it.
    nodes.page = async (i) => {
      const part = await ashlar.load("nodes-" + Math.floor(i / index.chunk));
      return part[i % index.chunk];
    };

    nodes.link = (i) => "#/node/" + encodeURIComponent(nodes.id(i));
    ashlar.nodes = nodes;
    ashlar.index = index;
  };
})();
