"use strict";
// Tests: the list, and each in full.
(function () {
  const { format, widgets } = ashlar;
  const WEIGHT = { bad: 0, warn: 1, none: 2, good: 3 };

  function rows(test) {
    if (!test.failures) return null;
    const command = "ashlar show --select " + test.name;
    return h("section", {}, h("h2", {}, "Failing rows"),
      test.stored ? h("p", {}, "All of them are kept in ", h("code", {}, test.stored), ".") : h("p", {}, format.counted(test.failures, "row") + ". ", h("span", { class: "note" }, "Add --store-failures to keep them in a table.")),
      ashlar.code(test.stored ? "select * from " + test.stored : command, "How to see the failing rows"));
  }

  function fixture(given) {
    const title = given.title === "expect" ? "Expected" : "Given for " + given.title;
    if (given.sql) return h("section", {}, h("h2", {}, title), ashlar.code(given.sql, title));
    const rows = given.rows || [];
    if (rows.length === 0) return h("section", {}, h("h2", {}, title), h("p", { class: "note" }, "No rows."));
    return h("section", { class: "fixture" }, h("h2", {}, title),
      widgets.table(title, given.columns.map((name, i) => ({ title: name, key: (row) => row[i] })), rows, (row) => row),
      given.more > 0 && h("p", { class: "note" }, "And " + format.counted(given.more, "more row") + "."));
  }

  function one(test) {
    return h("article", { class: "page test" },
      h("p", { class: "kicker" }, h("a", { href: "#/tests" }, "Tests")),
      h("h1", {}, format.name(test.name)),
      h("p", { class: "verdict" }, widgets.status(test.status || "", test.run !== undefined ? format.time(ashlar.index.runs[test.run].started) : "")),
      test.desc && ashlar.markdown(test.desc),
      widgets.facts([["Kind", test.test ? format.words(test.test) : test.kind],
        ["Looks at", test.on !== undefined && test.on !== null ? [widgets.node(test.on), test.column && [" . ", h("code", {}, test.column)]] : null],
        ["Reads", (test.reads || []).length > 0 && h("ul", { class: "chips" }, test.reads.map((i) => h("li", {}, widgets.node(i))))],
        ["When it fails", test.severity === "warn" ? "warns only" : test.severity && "stops what depends on it"],
        ["Arguments", test.args && Object.keys(test.args).length > 0 && h("code", { class: "value" }, widgets.plain(test.args))],
        ["Given", test.given && format.counted(test.given, "input")],
        ["Took", test.secs !== undefined && format.seconds(test.secs)],
        ["Said", test.said], ["File", test.file && h("code", {}, test.file)]]),
      rows(test),
      (test.fixtures || []).map(fixture),
      test.src && h("section", {}, h("h2", {}, "SQL"), ashlar.code(test.src, "SQL of the test")),
      test.sql && h("section", {}, h("h2", {}, "What was asked"), ashlar.code(test.sql, "Compiled SQL of the test")));
  }

  ashlar.pages.tests = async function (parameters, query) {
    const tests = await ashlar.load("tests");
    if (query.has("test")) {
      const test = tests[Number(query.get("test"))];
      if (!test) throw new Error("There is no such test in these docs.");
      return one(test);
    }
    const sorted = [...tests].sort((a, b) => WEIGHT[format.status(a.status || "").tone] - WEIGHT[format.status(b.status || "").tone] || a.no - b.no);
    const table = widgets.table("Tests", [{ title: "Test", key: (t) => t.name }, { title: "Result", key: (t) => WEIGHT[format.status(t.status || "").tone] }, { title: "Looks at" }, { title: "Failing rows", key: (t) => t.failures || 0, number: true }, { title: "Took", key: (t) => t.secs || 0, number: true }], sorted, (test) => [
      h("a", { href: "#/tests?test=" + test.no }, test.test ? format.words(test.test) + (test.column ? " " + test.column : "") : format.name(test.name)),
      widgets.status(test.status || "", test.severity === "warn" && !test.status ? "only warns" : ""),
      test.on !== undefined && test.on !== null ? widgets.node(test.on) : h("ul", { class: "chips" }, (test.reads || []).map((i) => h("li", {}, widgets.node(i)))),
      test.failures ? format.count(test.failures) : "", test.secs !== undefined ? format.seconds(test.secs) : ""]);
    return h("div", { class: "page list" }, h("h1", {}, "Tests"), h("p", { class: "lead" }, format.counted(tests.length, "test") + ", those that ask for somebody to look first."),
      tests.length > 8 && widgets.filter("Filter tests", sorted, (t) => t.name + " " + (t.on !== undefined && t.on !== null ? ashlar.nodes.title(t.on) : ""), table), table);
  };
})();
