"use strict";
// Runs: the list, and each as a waterfall.
(function () {
  const { format, widgets } = ashlar;

  ashlar.pages.runs = function () {
    const runs = ashlar.index.runs || [];
    if (runs.length === 0) return h("div", { class: "page" }, h("h1", {}, "Runs"), h("p", { class: "lead" }, "No run is remembered here yet. After ", h("code", {}, "ashlar build"), " make the docs again."));
    return h("div", { class: "page list" }, h("h1", {}, "Runs"), h("p", { class: "lead" }, "The last " + format.counted(runs.length, "run") + " on the target " + ashlar.index.target + " from this folder."),
      widgets.table("Runs", [{ title: "Started" }, { title: "Command" }, { title: "Result" }, { title: "Took", number: true }, { title: "Nodes", number: true }, { title: "Revision" }], runs.map((run, i) => [run, i]), ([run, i]) => [
        h("a", { href: "#/run/" + i }, format.time(run.started)), run.command, ashlar.runStatus(run), format.seconds((Date.parse(run.completed) - Date.parse(run.started)) / 1000),
        format.count(Object.values(run.counts).reduce((a, b) => a + b, 0)), run.git ? h("code", {}, run.git.slice(0, 10)) : ""]));
  };

  function bar(row, total) {
    const left = (100 * (row.at || 0)) / total;
    const width = Math.max(0.25, (100 * row.millis) / total);
    return h("span", { class: "fall" }, h("i", { class: format.status(row.status).tone, "--left": left + "%", "--width": Math.min(width, 100 - left) + "%" }));
  }

  ashlar.pages.run = async function ({ number }) {
    const run = (ashlar.index.runs || [])[Number(number)];
    if (!run) throw new Error("That run is not remembered any more.");
    const rows = (await ashlar.load("run-" + number)).filter(Boolean);
    rows.sort((a, b) => (a.at || 0) - (b.at || 0));
    const total = Math.max(1, ...rows.map((row) => (row.at || 0) + row.millis));
    const slowest = [...rows].sort((a, b) => b.millis - a.millis).slice(0, 3).filter((row) => row.millis > 0);
    const name = (row) => row.node !== undefined ? widgets.node(row.node) : row.test !== undefined ? h("a", { href: "#/tests?test=" + row.test }, format.name(row.name)) : row.name;
    const text = (row) => (row.node !== undefined ? ashlar.nodes.title(row.node) : row.name) + " " + format.status(row.status).word;
    const table = widgets.table("Nodes of the run", [{ title: "Node" }, { title: "Result", key: (r) => r.status }, { title: "Time", key: (r) => r.at || 0 }, { title: "Took", key: (r) => r.millis, number: true }, { title: "Rows", key: (r) => r.rows || 0, number: true }], rows, (row) => [
      name(row), h("span", {}, widgets.status(row.status), row.said && format.status(row.status).tone !== "good" && h("span", { class: "said" }, " " + row.said)),
      bar(row, total), format.seconds(row.millis / 1000), row.rows === undefined ? "" : format.count(row.rows)]);
    table.classList.add("waterfall");
    return h("div", { class: "page list run" },
      h("p", { class: "kicker" }, h("a", { href: "#/runs" }, "Runs")),
      h("h1", {}, run.command + ", " + format.time(run.started)),
      h("p", { class: "verdict" }, ashlar.runStatus(run)),
      widgets.facts([["Took", format.seconds((Date.parse(run.completed) - Date.parse(run.started)) / 1000)], ["Target", run.target], ["Revision", run.git && h("code", {}, run.git)], ["Invocation", h("code", {}, run.id)],
        ["Slowest", slowest.length > 0 && h("ul", { class: "chips" }, slowest.map((row) => h("li", {}, name(row), h("span", { class: "note" }, " " + format.seconds(row.millis / 1000)))))]]),
      rows.length > 8 && widgets.filter("Filter by name or result", rows, text, table), table);
  };
})();
