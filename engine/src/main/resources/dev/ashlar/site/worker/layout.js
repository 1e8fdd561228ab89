"use strict";
// Lays a graph out in columns, left to right: bands in their order, within a band by the longest way from its first nodes. Nodes of a
// column are ordered by where their neighbours stand (barycenters, some sweeps each way) and then set as near to them as the order lets.
// Columns that would be very long are broken into several side by side.
const GAP = 14; // between nodes of a column
const WITHIN = 56; // between columns of a band
const BETWEEN = 92; // between bands
const SWEEPS = 10;
const MOST_STRETCH = 5;

onmessage = ({ data }) => postMessage({ turn: data.turn, ...layout(data) });

function lists(count, from, to) {
  const all = Array.from({ length: count }, () => []);
  for (let e = 0; e < from.length; e++) all[from[e]].push(to[e]);
  return all;
}

// Longest way to each node over edges that stay within its band.
function ranks({ count, from, to, band }, children) {
  const rank = new Int32Array(count);
  const waits = new Int32Array(count);
  for (let e = 0; e < to.length; e++) waits[to[e]]++;
  const open = [];
  for (let k = 0; k < count; k++) if (waits[k] === 0) open.push(k);
  while (open.length > 0) {
    const at = open.pop();
    for (const child of children[at]) {
      if (band[child] === band[at]) rank[child] = Math.max(rank[child], rank[at] + 1);
      if (--waits[child] === 0) open.push(child);
    }
  }
  return rank;
}

function columnsOf({ count, band }, rank) {
  const byKey = new Map();
  for (let k = 0; k < count; k++) {
    const key = band[k] * 100000 + rank[k];
    if (!byKey.has(key)) byKey.set(key, []);
    byKey.get(key).push(k);
  }
  return [...byKey.keys()].sort((a, b) => a - b).map((key) => byKey.get(key));
}

function order(columns, parents, children, middle) {
  const settle = (column) => column.forEach((k, i) => (middle[k] = i - (column.length - 1) / 2));
  columns.forEach(settle);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forth = sweep % 2 === 0;
    const neighbours = forth ? parents : children;
    const walk = forth ? columns : [...columns].reverse();
    for (const column of walk) {
      const wish = new Map();
      for (const k of column) {
        let sum = 0;
        for (const other of neighbours[k]) sum += middle[other];
        wish.set(k, neighbours[k].length === 0 ? middle[k] : sum / neighbours[k].length);
      }
      column.sort((a, b) => wish.get(a) - wish.get(b));
      settle(column);
    }
  }
}

// The places nearest to the wishes that keep the order and the distance: neighbours that want the same place become one block.
function place(column, wish, row) {
  const blocks = [];
  column.forEach((k, i) => {
    blocks.push({ sum: wish(k) - i * row, size: 1 });
    while (blocks.length > 1) {
      const b = blocks[blocks.length - 1];
      const a = blocks[blocks.length - 2];
      if (a.sum / a.size <= b.sum / b.size) break;
      blocks.pop();
      a.sum += b.sum;
      a.size += b.size;
    }
  });
  const y = [];
  for (const block of blocks) for (let i = 0; i < block.size; i++) y.push(block.sum / block.size + y.length * row);
  return y;
}

function layout(graph) {
  const { count, from, to, band, width, height } = graph;
  const children = lists(count, from, to);
  const parents = lists(count, to, from);
  const rank = ranks(graph, children);
  const columns = columnsOf(graph, rank);
  const middle = new Float64Array(count);
  order(columns, parents, children, middle);
  const row = height + GAP;
  const longest = Math.max(36, Math.ceil(Math.sqrt(count * 1.4)));
  const y = new Float32Array(count);
  const x = new Float32Array(count);
  const broken = columns.some((column) => column.length > longest);
  for (const column of columns) {
    const rows = Math.min(column.length, longest);
    column.forEach((k, i) => (y[k] = broken ? ((i % longest) - (rows - 1) / 2) * row : middle[k] * row));
  }
  if (!broken) {
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      const walk = sweep % 2 === 0 ? columns : [...columns].reverse();
      for (const column of walk) {
        const wish = (k) => {
          const near = parents[k].length + children[k].length;
          if (near === 0) return y[k];
          let sum = 0;
          for (const other of parents[k]) sum += y[other];
          for (const other of children[k]) sum += y[other];
          return sum / near;
        };
        place(column, wish, row).forEach((at, i) => (y[column[i]] = at));
      }
    }
  }
  const bands = [];
  let left = 0;
  for (const column of columns) {
    const its = band[column[0]];
    const last = bands[bands.length - 1];
    if (last && last.band !== its) left += BETWEEN - WITHIN;
    const start = left;
    for (let i = 0; i < column.length; i++) {
      if (i > 0 && i % longest === 0) left += width + GAP * 1.5;
      x[column[i]] = left;
    }
    if (last && last.band === its) last.right = left + width;
    else bands.push({ band: its, left: start, right: left + width });
    left += width + WITHIN;
  }
  let top = Infinity;
  let bottom = -Infinity;
  for (let k = 0; k < count; k++) {
    top = Math.min(top, y[k]);
    bottom = Math.max(bottom, y[k] + height);
  }
  const right = left - WITHIN;
  if (!broken && count > 1) { // rows apart as far as there is room, so that far away the names between them can be read
    const stretch = Math.min(MOST_STRETCH, Math.max(1, (right * graph.aspect) / (bottom - top + row)));
    for (let k = 0; k < count; k++) y[k] *= stretch;
    top = top * stretch;
    bottom = (bottom - height) * stretch + height;
  }
  return { x, y, bands, box: { left: 0, top, right, bottom } };
}
