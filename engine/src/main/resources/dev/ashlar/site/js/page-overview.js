"use strict";
// The overview: the layers as courses of a wall, how fresh the data is, how tests stand, what ran, what changed.
(function () {
  const { format, widgets } = ashlar;

  function health(index) {
    const tests = index.tests || {};
    const counts = { good: 0, warn: 0, bad: 0, none: 0 };
    for (const [status, count] of Object.entries(tests)) counts[format.status(status).tone] += count;
    const total = counts.good + counts.warn + counts.bad + counts.none;
    const words = [["good", "passed"], ["warn", "warned"], ["bad", "failed"], ["none", "not run"]];
    const shown = words.filter(([tone]) => counts[tone] > 0);
    return h("section", { class: "card" },
      h("h2", {}, "Tests"),
      total === 0 ? h("p", { class: "note" }, "The project has no tests.") : [
        h("p", { class: "big" }, counts.bad ? format.counted(counts.bad, "test") + " failed" : counts.warn ? format.counted(counts.warn, "test") + " warned" : counts.good ? "All " + format.count(counts.good) + " passed" : "None has run yet"),
        h("div", { class: "bar", "aria-hidden": "true" }, shown.map(([tone]) => h("i", { class: tone, "--share": String(counts[tone]) }))),
        h("p", { class: "note" }, shown.map(([tone, word]) => format.count(counts[tone]) + " " + word).join(" · "))],
      (index.failing || []).length > 0 && h("ul", { class: "plain-list" }, index.failing.slice(0, 6).map((test) =>
        h("li", {}, widgets.status(test.status), " ", h("a", { href: "#/tests?test=" + test.no }, test.name)))),
      h("p", {}, h("a", { href: "#/tests" }, "All tests")));
  }

  function freshness(index) {
    const rows = index.fresh || [];
    const worst = [...rows].sort((a, b) => (b.status === "pass" ? 0 : 1) - (a.status === "pass" ? 0 : 1) || (b.age || 0) - (a.age || 0));
    const late = rows.filter((row) => row.status !== "pass").length;
    return h("section", { class: "card" },
      h("h2", {}, "Freshness"),
      rows.length === 0
        ? h("p", { class: "note" }, "Not checked yet: ", h("code", {}, "ashlar freshness"), " looks how old loaded data is.")
        : [h("p", { class: "big" }, late ? format.counted(late, "source") + " late" : rows.length === 1 ? "The source is fresh" : "All " + rows.length + " sources fresh"),
          h("ul", { class: "plain-list" }, worst.slice(0, 6).map((row) => h("li", {}, widgets.status(format.freshness(row.status)), " ", widgets.node(row.node),
            h("span", { class: "note" }, row.age !== undefined ? " " + format.age(row.age) + " old" : " " + (row.error || "")))))]);
  }

  function runs(index) {
    const list = index.runs || [];
    return h("section", { class: "card" },
      h("h2", {}, "Runs"),
      list.length === 0 ? h("p", { class: "note" }, "None is remembered here yet.") :
        h("ol", { class: "plain-list runs" }, list.slice(0, 6).map((run, i) => {
          const seconds = (Date.parse(run.completed) - Date.parse(run.started)) / 1000;
          return h("li", {}, h("a", { href: "#/run/" + i }, run.command + ", " + format.time(run.started)), h("span", { class: "note" }, " " + format.seconds(seconds)), " ", ashlar.runStatus(run));
        })),
      list.length > 6 && h("p", {}, h("a", { href: "#/runs" }, "All runs")));
  }

  ashlar.runStatus = function (run) {
    const tones = { bad: [], warn: [], good: [], none: [] };
    for (const [status, count] of Object.entries(run.counts)) tones[format.status(status).tone].push(count + " " + format.status(status).word);
    const worst = tones.bad.length ? "error" : tones.warn.length ? "warn" : "success";
    const { tone, glyph } = format.status(worst);
    const text = [...tones.bad, ...tones.warn].join(", ") || "all well";
    return h("span", { class: "status " + tone }, h("span", { class: "glyph", "aria-hidden": "true" }, glyph), text);
  };

  function changes(index) {
    const list = index.changes || [];
    return h("section", { class: "card" },
      h("h2", {}, "Changed"),
      list.length === 0 ? h("p", { class: "note" }, index.since ? "Nothing." : "These are the first docs; the next ones will say what has changed.") : [
        h("p", { class: "big" }, format.counted(list.length, "node")),
        h("ul", { class: "plain-list" }, list.slice(0, 8).map((change) =>
          h("li", {}, change.node !== undefined ? widgets.node(change.node) : change.id.split(".").slice(2).join("."), h("span", { class: "note" }, " " + change.what)))),
        list.length > 8 && h("p", { class: "note" }, "and " + (list.length - 8) + " more"),
        h("p", { class: "note" }, "against the docs of " + format.time(index.since))]);
  }

  // A course is a row of stones, one for each node while there is room, else one for several.
  function course(band, i) {
    const STONES = 60;
    const nodes = ashlar.nodes.inBand(i);
    const each = Math.ceil(nodes.length / STONES) || 1;
    const stones = [];
    for (let from = 0; from < nodes.length; from += each) {
      const group = nodes.slice(from, from + each);
      const tones = group.map((n) => [format.status(ashlar.nodes.status(n)).tone, format.status(ashlar.nodes.testStatus(n)).tone]).flat();
      const tone = tones.includes("bad") ? "bad" : tones.includes("warn") ? "warn" : "";
      stones.push(h("i", { class: "stone " + tone, title: group.length === 1 ? ashlar.nodes.title(group[0]) : group.length + " nodes" }));
    }
    const bad = nodes.filter((n) => format.status(ashlar.nodes.status(n)).tone === "bad" || format.status(ashlar.nodes.testStatus(n)).tone === "bad").length;
    const warn = nodes.filter((n) => format.status(ashlar.nodes.status(n)).tone === "warn" || format.status(ashlar.nodes.testStatus(n)).tone === "warn").length;
    return h("li", { class: "course", "--band": "var(--band-" + (i % 10) + ")" },
      h("a", { href: "#/band/" + encodeURIComponent(band.key) },
        h("span", { class: "course-name" }, band.label),
        h("span", { class: "stones", "aria-hidden": "true" }, stones),
        h("span", { class: "course-count" }, format.count(nodes.length),
          bad > 0 && h("span", { class: "status bad" }, h("span", { class: "glyph", "aria-hidden": "true" }, "✕"), bad + " failing"),
          warn > 0 && bad === 0 && h("span", { class: "status warn" }, h("span", { class: "glyph", "aria-hidden": "true" }, "!"), warn + " warning"))));
  }

  ashlar.pages.overview = function () {
    const index = ashlar.index;
    const models = index.counts.model || 0;
    return h("div", { class: "page overview" },
      h("h1", {}, index.project),
      h("p", { class: "lead" }, format.counted(models, "model") + ", " + format.counted(index.nodes.columns.reduce((a, b) => a + b, 0), "column") + ", " +
        format.counted((index.counts.test || 0) + (index.counts.unit_test || 0), "test") + ". Data flows from the bottom up."),
      h("section", { class: "wall", "aria-label": "Courses of the warehouse" }, h("ol", { reversed: true }, index.bands.map(course).reverse())),
      h("div", { class: "cards" }, health(index), freshness(index), runs(index), changes(index)));
  };
})();
