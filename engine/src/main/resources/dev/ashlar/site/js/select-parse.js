"use strict";
// The selection grammar of the command line: words before and after a name, comma for both, space for either.
(function () {
  const METHODS = ["access", "config", "exposure", "file", "fqn", "group", "layer", "package", "path", "resource_type", "result", "selector",
    "source", "source_status", "state", "tag", "test_name", "test_type", "unit_test", "version"];
  const ELSEWHERE = ["result", "source_status", "state"]; // ask for results of other runs, which only the command line is given
  const ENDINGS = [".sql", ".csv", ".ftl", ".yml", ".yaml", ".md"];
  const CRITERION = /^(?<company>@)?(?:(?<up>\d{0,9})(?<parents>\+))?(?:(?<method>[A-Za-z_][\w.-]*):)?(?<value>.*?)(?:(?<children>\+)(?<down>\d{0,9}))?$/s;

  const refuse = (text, reason) => {
    throw new Error("Cannot use the selector '" + text + "': " + reason + ".");
  };

  const steps = (plus, digits) => (plus === undefined ? 0 : digits === "" ? Infinity : Number(digits));

  function methodOf(value) {
    if (value.includes("/") || value.includes("\\")) return "path";
    return ENDINGS.some((ending) => value.endsWith(ending)) ? "file" : "fqn";
  }

  function criterion(text) {
    const match = CRITERION.exec(text);
    if (!match || match.groups.value === "") refuse(text, "it names nothing");
    const g = match.groups;
    if (g.company && (g.parents || g.children)) refuse(text, "'@' already takes children and their parents along");
    const [method, ...keys] = g.method === undefined ? [methodOf(g.value)] : g.method.split(".");
    if (!METHODS.includes(method)) refuse(text, "there is no method '" + method + "'");
    if (ELSEWHERE.includes(method)) refuse(text, "'" + method + "' works on the command line only");
    if (method === "config" && (keys.length === 0 || keys.includes(""))) refuse(text, "'config' needs the key to compare, as in config.materialized:table");
    if (method !== "config" && keys.length > 0) refuse(text, "'" + method + "' takes no key after a dot");
    return { text, method, keys, value: g.value, parents: steps(g.parents, g.up), children: steps(g.children, g.down), company: Boolean(g.company) };
  }

  // [[criterion, and criterion], or [criterion]]
  ashlar.parseSelector = (text) => text.trim().split(/\s+/).filter(Boolean).map((part) => part.split(",").map(criterion));

  const special = /[.*+?^${}()|[\]\\]/g;

  function glob(text, many, one) {
    if (!/[*?[]/.test(text)) return (value) => value === text;
    let pattern = "";
    for (let i = 0; i < text.length; i++) {
      const close = text[i] === "[" ? text.indexOf("]", i + 2) : -1;
      if (text.startsWith("**/", i)) {
        pattern += "(?:.*/)?";
        i += 2;
      } else if (text.startsWith("**", i)) {
        pattern += ".*";
        i++;
      } else if (text[i] === "*") pattern += many;
      else if (text[i] === "?") pattern += one;
      else if (close > 0) {
        const inside = text.slice(i + 1, close);
        const not = inside.startsWith("!");
        pattern += (not ? "[^" : "[") + (not ? inside.slice(1) : inside).replace(/[\\[^]/g, "\\$&") + "]";
        i = close;
      } else pattern += text[i].replace(special, "\\$&");
    }
    try {
      const expression = new RegExp("^(?:" + pattern + ")$", "su");
      return (value) => expression.test(value);
    } catch (backwards) { // such as [z-a]: matches nothing but itself
      return (value) => value === text;
    }
  }

  ashlar.glob = (text) => glob(text, ".*", ".");
  ashlar.pathGlob = (text) => glob(text, "[^/]*", "[^/]");
  ashlar.isPattern = (text) => /[*?[]/.test(text);
})();
