"use strict";
// Lists: the nodes of a course, macros.
(function () {
  const { format, widgets } = ashlar;

  ashlar.pages.band = function ({ key }) {
    const index = ashlar.index;
    const band = index.bands.findIndex((b) => b.key === key);
    if (band < 0) throw new Error("There is no course " + key + ".");
    const nodes = ashlar.nodes;
    const rows = nodes.inBand(band);
    const owned = rows.some((i) => nodes.owner(i));
    const columns = [{ title: "Name", key: (i) => nodes.title(i) }, { title: "Description" }, { title: "Built as", key: (i) => nodes.built(i) },
      { title: "State", key: (i) => nodes.status(i) }, { title: "Tests", key: (i) => nodes.testCount[i], number: false }, { title: "Took", key: (i) => nodes.millis[i], number: true },
      { title: "Columns", key: (i) => nodes.columnCount[i], number: true }];
    if (owned) columns.push({ title: "Owner", key: (i) => nodes.owner(i) });
    const table = widgets.table(index.bands[band].label, columns, rows, (i) => {
      const cells = [widgets.node(i), h("span", { class: "words" }, ashlar.markdown.inline(nodes.words[i])), format.words(nodes.built(i)), widgets.status(nodes.status(i)),
        nodes.testCount[i] ? widgets.status(nodes.testStatus(i), String(nodes.testCount[i])) : h("span", { class: "note" }, "none"),
        nodes.millis[i] >= 0 ? format.seconds(nodes.millis[i] / 1000) : "", nodes.columnCount[i] || ""];
      if (owned) cells.push(nodes.owner(i));
      return cells;
    });
    return h("div", { class: "page list" },
      h("h1", {}, index.bands[band].label),
      h("p", { class: "lead" }, format.counted(rows.length, "node") + (index.bands[band].schema ? ", in the schema " + index.bands[band].schema : "") + "."),
      rows.length > 8 && widgets.filter("Filter by name or description", rows, (i) => nodes.title(i) + " " + nodes.words[i] + " " + nodes.tags(i).join(" "), table),
      table);
  };

  ashlar.pages.macros = async function (parameters, query) {
    const macros = await ashlar.load("macros");
    const table = widgets.table("Macros", [{ title: "Macro", key: (m) => m.name }, { title: "Description" }, { title: "Used by", key: (m) => (m.users || []).length }, { title: "File", key: (m) => m.file }], macros, (macro) => [
      h("span", { id: "macro-" + macro.id }, h("code", {}, macro.name + "(" + (macro.args || []).join(", ") + ")")),
      macro.desc ? ashlar.markdown(macro.desc) : "",
      (macro.users || []).length > 6 ? h("details", {}, h("summary", {}, format.counted(macro.users.length, "node")), h("ul", { class: "plain-list" }, macro.users.slice(0, 200).map((i) => h("li", {}, widgets.node(i)))))
        : h("ul", { class: "plain-list" }, (macro.users || []).map((i) => h("li", {}, widgets.node(i)))),
      h("code", {}, macro.file || macro.package)]);
    const element = h("div", { class: "page list" }, h("h1", {}, "Macros"), h("p", { class: "lead" }, format.counted(macros.length, "macro") + " that templates can call."),
      macros.length > 8 && widgets.filter("Filter macros", macros, (m) => m.name + " " + (m.desc || ""), table), table);
    element.shown = () => {
      const wanted = query.get("macro");
      const macro = wanted && (macros.find((m) => m.id === wanted) || macros.find((m) => m.name === wanted));
      const cell = macro && document.getElementById("macro-" + macro.id);
      if (cell) {
        cell.closest("tr").classList.add("found");
        cell.scrollIntoView({ block: "center" });
      }
    };
    return element;
  };
})();
