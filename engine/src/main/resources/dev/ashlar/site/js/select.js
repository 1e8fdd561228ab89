"use strict";
// Evaluates selectors over the nodes of the site, as `ashlar ls` does. Tests take part, since a selector may begin at one, but
// only nodes that have a page are answered.
(function () {
  const MODELS = ["model"];

  function fqn(text) {
    const name = ashlar.glob(text);
    const parts = text.split(".");
    let wild = 0;
    while (wild < parts.length && !ashlar.isPattern(parts[wild])) wild++;
    const fixed = parts.slice(0, wild);
    const rest = wild === parts.length ? null : ashlar.glob(parts.slice(wild).join("."));
    const matches = (path) => path.length >= fixed.length && fixed.every((part, i) => path[i] === part)
      && (rest === null || (path.length > fixed.length && rest(path.slice(fixed.length).join("."))));
    return (node) => {
      if (node.kind === "source" || node.kind === "exposure") return false;
      const path = node.fqn || [];
      if (name(node.name) || (path.length > 0 && name(path[path.length - 1]))) return true;
      if (node.version !== undefined && (name(node.name + ".v" + node.version) || text === node.name + "_v" + node.version)) return true;
      const flat = path.join(".").split(".");
      return matches(flat) || (flat.length > 1 && matches(flat.slice(1)));
    };
  }

  function path(value) {
    const wanted = ashlar.pathGlob(value.replace(/\\/g, "/").replace(/^(\.\/)+/, "").replace(/\/+$/, ""));
    return (node) => {
      if (wanted(node.file)) return true;
      for (let cut = node.file.lastIndexOf("/"); cut > 0; cut = node.file.lastIndexOf("/", cut - 1)) {
        if (wanted(node.file.slice(0, cut))) return true;
      }
      return false;
    };
  }

  function file(value) {
    const wanted = ashlar.glob(value);
    return (node) => {
      const name = node.file.slice(node.file.lastIndexOf("/") + 1);
      const dot = name.lastIndexOf(".");
      return wanted(name) || (dot > 0 && wanted(name.slice(0, dot)));
    };
  }

  function source(value) {
    const parts = value.split(".");
    if (parts.length > 3) throw new Error("Cannot use the selector 'source:" + value + "': it has " + parts.length + " parts.");
    const packages = ashlar.glob(parts.length === 3 ? parts[0] : "*");
    const sources = ashlar.glob(parts.length === 3 ? parts[1] : parts[0]);
    const tables = ashlar.glob(parts.length === 1 ? "*" : parts[parts.length - 1]);
    return (node) => node.kind === "source" && packages(node.package) && sources(node.source) && tables(node.name);
  }

  function qualified(value, kind) {
    const wanted = ashlar.glob(value);
    return (node) => node.kind === kind && (wanted(node.name) || wanted(node.package + "." + node.name));
  }

  function word(what, value, known) {
    if (!known.includes(value)) throw new Error("There is no " + what + " '" + value + "'. Known are " + known.join(", ") + ".");
  }

  function layer(value, data) {
    const wanted = ashlar.glob(value);
    const layers = data.layers || [];
    if (layers.length > 0 && !layers.some(wanted)) word("layer", value, layers);
    const lowest = layers.length > 0 && wanted(layers[0]);
    return (node) => (node.kind === "model" ? wanted(node.layer) : node.kind === "source" && lowest && Boolean(node.loaded));
  }

  function holds(value, wanted) {
    if (value === null || value === undefined) return false;
    if (Array.isArray(value)) return value.some((one) => holds(one, wanted));
    if (typeof value === "object") return Object.keys(value).some((key) => key === wanted);
    if (typeof value === "boolean") return String(value) === wanted.toLowerCase();
    return String(value) === wanted;
  }

  function testType(value) {
    word("test type", value, ["generic", "schema", "singular", "data", "unit"]);
    const kinds = {
      generic: (node) => node.test !== undefined, schema: (node) => node.test !== undefined, singular: (node) => Boolean(node.singular),
      data: (node) => node.kind === "test", unit: (node) => node.kind === "unit_test",
    };
    return kinds[value];
  }

  function version(value) {
    word("version word", value, ["latest", "prerelease", "old", "none"]);
    const age = { latest: 0, prerelease: 1, old: -1 }[value];
    return (node) => node.kind === "model" && (value === "none" ? node.version === undefined : node.version !== undefined && Math.sign(node.age) === age);
  }

  function matcher(criterion, data) {
    const { method, value, keys } = criterion;
    const wanted = ashlar.glob(method === "package" && value === "this" ? data.project : value);
    switch (method) {
      case "fqn": return fqn(value);
      case "path": return path(value);
      case "file": return file(value);
      case "tag": return (node) => (node.tags || []).some(wanted);
      case "layer": return layer(value, data);
      case "group": return (node) => node.group !== undefined && wanted(node.group);
      case "access":
        word("access", value, ["private", "protected", "public"]);
        return (node) => MODELS.includes(node.kind) && node.access === value;
      case "package": return (node) => wanted(node.package);
      case "source": return source(value);
      case "exposure": return qualified(value, "exposure");
      case "unit_test": return qualified(value, "unit_test");
      case "resource_type":
        word("resource type", value, ["source", "seed", "model", "snapshot", "test", "unit_test", "analysis", "exposure", "operation"]);
        return (node) => node.kind === value;
      case "test_name": return (node) => node.test !== undefined && wanted(node.test);
      case "test_type": return testType(value);
      case "version": return version(value);
      default: return (node) => holds(keys.reduce((at, key) => (at && typeof at === "object" && !Array.isArray(at) ? at[key] : undefined), data.configs[node.config]), value);
    }
  }

  function matched(criterion, data) {
    if (criterion.method === "selector") {
      const named = (data.named || {})[criterion.value];
      if (!named) throw new Error("There is no selector '" + criterion.value + "' in selectors.yml.");
      return named;
    }
    const wanted = matcher(criterion, data);
    const found = [];
    data.nodes.forEach((node, i) => wanted(node) && found.push(i));
    return found;
  }

  function evaluate(criterion, data) {
    const nodes = ashlar.nodes;
    const start = matched(criterion, data);
    const parents = (i) => (i < nodes.size ? nodes.parents(i) : data.nodes[i].reads || []);
    const children = (i) => (i < nodes.size ? nodes.children(i) : []);
    const found = new Set(start);
    const add = (from, distance, neighbours) => nodes.around(from, distance, neighbours).forEach((unused, i) => found.add(i));
    if (criterion.company) {
      add(start, Infinity, children);
      data.nodes.forEach((node, i) => i >= nodes.size && (node.reads || []).some((read) => found.has(read)) && found.add(i));
      add([...found], Infinity, parents);
    }
    if (criterion.parents > 0) add(start, criterion.parents, parents);
    if (criterion.children > 0) add(start, criterion.children, children);
    return found;
  }

  // A promise of the nodes' numbers, in order. "a b --exclude c" leaves out.
  ashlar.select = async function (text) {
    const [wanted, ...without] = text.split(/\s*--exclude\s+/);
    const parts = ashlar.parseSelector(wanted);
    const data = await ashlar.load("select");
    const union = (some) => {
      const all = new Set();
      for (const criteria of some) {
        const sets = criteria.map((criterion) => evaluate(criterion, data));
        for (const i of sets[0]) if (sets.every((set) => set.has(i))) all.add(i);
      }
      return all;
    };
    const chosen = parts.length === 0 ? new Set(Array.from({ length: ashlar.nodes.size }, (unused, i) => i)) : union(parts);
    for (const more of without) for (const i of union(ashlar.parseSelector(more))) chosen.delete(i);
    return [...chosen].filter((i) => i < ashlar.nodes.size).sort((a, b) => a - b);
  };
})();
