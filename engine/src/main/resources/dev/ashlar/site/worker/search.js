"use strict";
// Search over an inverted index. A word of the question fits a term that is it, begins with it, holds it, or is a slip of the finger
// away; all words must fit. Where a term stands decides its weight: a name weighs more than a column, a column more than a
// description, that more than SQL.
const NAME = 1;
const COLUMN = 2;
const WEIGHTS = { 1: 10, 2: 4, 4: 2, 8: 1 };
const RESULTS = 24;
const COLUMNS_SHOWN = 3;

// Nearly everything holds a word that begins so: only names are looked at, and for two letters columns, and fewer are shown.
const SHORT = 2;
const RESULTS_OF_SHORT = 12;
const LINES = [0, 1, 2].map(() => new Int32Array(128)); // for slips, made once; terms are shorter
let index = null;

onmessage = ({ data }) => {
  if (data.index) {
    index = prepare(data.index, data.names);
    postMessage({ ready: true });
  } else {
    const before = performance.now();
    const found = search(data.text);
    postMessage({ turn: data.turn, text: data.text, results: found, millis: performance.now() - before });
  }
};

function prepare(part, names) {
  const terms = part.terms ? part.terms.split(" ") : [];
  const from = new Int32Array(terms.length + 1);
  for (let t = 0; t < terms.length; t++) from[t + 1] = from[t] + part.counts[t];
  const columnsFrom = new Int32Array(part.columnCounts.length + 1);
  for (let i = 0; i < part.columnCounts.length; i++) columnsFrom[i + 1] = columnsFrom[i] + part.columnCounts[i];
  const all = [...names, ...(part.names || [])];
  // by entry and place, which weighs most
  const weight = new Float32Array(16);
  for (let places = 1; places < 16; places++) for (const bit of [8, 4, 2, 1]) if (places & bit) weight[places] = WEIGHTS[bit];
  return {
    terms, masks: Int32Array.from(terms, letters), from, postings: Int32Array.from(part.postings), columns: part.columns || [], columnsFrom, columnsOf: Int32Array.from(part.columnsOf),
    names: all, plain: all.map((name) => name.toLowerCase()), nodes: names.length, tests: part.tests, weight, entries: all.length,
  };
}

// Which letters and digits a word holds, as bits: two words that differ in many of them cannot be near.
function letters(word) {
  let mask = 0;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    mask |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 5));
  }
  return mask;
}

function bits(mask) {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

// Whether one word becomes the other by at most `most` letters put in, left out, changed or swapped with the next. Where the question is
// still being typed, what follows in the term does not count.
function slips(word, term, most) {
  const width = term.length + 1;
  let [before, above, row] = LINES;
  for (let j = 0; j < width; j++) above[j] = j;
  for (let i = 1; i <= word.length; i++) {
    row[0] = i;
    let least = i;
    for (let j = 1; j < width; j++) {
      const same = word[i - 1] === term[j - 1] ? 0 : 1;
      let value = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + same);
      if (i > 1 && j > 1 && word[i - 1] === term[j - 2] && word[i - 2] === term[j - 1]) value = Math.min(value, before[j - 2] + 1);
      row[j] = value;
      if (value < least) least = value;
    }
    if (least > most) return most + 1;
    const oldest = before;
    before = above;
    above = row;
    row = oldest;
  }
  return above[term.length];
}

// The terms that fit a word, each with how well.
function fitting(word) {
  const found = [];
  const { terms } = index;
  let well = 0;
  for (let t = 0; t < terms.length; t++) {
    const term = terms[t];
    if (term === word) {
      found.push([t, 1]);
      well++;
    } else if (term.startsWith(word)) {
      found.push([t, 0.55 + (0.35 * word.length) / term.length]);
      well++;
    } else if (word.length >= 3 && term.includes(word)) found.push([t, 0.4]);
  }
  if (well > 0 || word.length < 4) return found;
  const most = word.length >= 8 ? 2 : 1;
  const mask = letters(word);
  for (let t = 0; t < terms.length; t++) {
    const term = terms[t];
    if (term.length < word.length - most || bits(mask & ~index.masks[t]) > most) continue;
    const near = term.length > word.length + most ? term.slice(0, word.length) : term;
    const away = slips(word, near, most);
    if (away <= most) found.push([t, (away === 1 ? 0.35 : 0.2) * (near === term ? 1 : 0.8)]);
  }
  return found;
}

function search(text) {
  const question = text.toLowerCase().trim();
  const words = question.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (words.length === 0) return [];
  const total = new Float32Array(index.entries);
  const places = new Uint8Array(index.entries);
  const fits = new Uint8Array(index.entries);
  words.forEach((word, w) => {
    const best = new Float32Array(index.entries);
    for (const [t, how] of fitting(word)) {
      let entry = 0;
      for (let p = index.from[t]; p < index.from[t + 1]; p++) {
        entry += index.postings[p] >> 4;
        const where = index.postings[p] & 15;
        if (word.length <= SHORT && !(where & (word.length < SHORT ? NAME : NAME | COLUMN))) continue;
        const score = how * index.weight[where];
        if (score > best[entry]) best[entry] = score;
        places[entry] |= where;
      }
    }
    for (let entry = 0; entry < index.entries; entry++) {
      if (best[entry] === 0 || fits[entry] !== w) continue;
      fits[entry] = w + 1;
      total[entry] += best[entry];
    }
  });
  const joined = words.join("_");
  const found = [];
  const most = question.length <= SHORT ? RESULTS_OF_SHORT : RESULTS;
  for (let entry = 0; entry < index.entries; entry++) {
    if (fits[entry] !== words.length) continue;
    let score = total[entry] / words.length;
    const name = index.plain[entry];
    if (name === question || name === joined) score += 20;
    else if (name.startsWith(joined)) score += 6;
    else if (name.includes(joined)) score += 3;
    if (entry >= index.nodes) score *= 0.5; // tests and macros after what they belong to
    keep(found, entry, score, most);
  }
  return found.map(([entry]) => ({
    entry, kind: entry < index.nodes ? "node" : entry < index.nodes + index.tests ? "test" : "macro", name: index.names[entry],
    places: places[entry], columns: entry < index.nodes && places[entry] & COLUMN ? columns(entry, words, joined) : [],
  }));
}

// The best so far, in order; of equals the one with the lower number. Sorting all that fit would take longer than finding them.
function keep(found, entry, score, most) {
  if (found.length === most && found[most - 1][1] >= score) return;
  let at = found.length;
  while (at > 0 && found[at - 1][1] < score) at--;
  found.splice(at, 0, [entry, score]);
  if (found.length > most) found.pop();
}

// The columns of a node that fit best.
function columns(entry, words, joined) {
  const found = [];
  for (let c = index.columnsFrom[entry]; c < index.columnsFrom[entry + 1]; c++) {
    const name = index.columns[index.columnsOf[c]];
    const plain = name.toLowerCase();
    const parts = plain.split(/[^\p{L}\p{N}]+/u);
    const fit = words.filter((word) => parts.some((part) => part.startsWith(word) || (word.length >= 3 && part.includes(word)) || (word.length >= 4 && slips(word, part, word.length >= 8 ? 2 : 1) <= (word.length >= 8 ? 2 : 1))));
    if (fit.length > 0) found.push([name, fit.length + (plain === joined ? 3 : plain.startsWith(joined) ? 1 : 0)]);
  }
  return found.sort((a, b) => b[1] - a[1]).slice(0, COLUMNS_SHOWN).map(([name]) => name);
}
