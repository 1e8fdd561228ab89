"use strict";
// The page of a node: what it is, whether it can be trusted today, where it comes from and who uses it.
(function () {
  const { format, widgets } = ashlar;
  const NEIGHBOURS = 12;

  function chips(nodes) {
    const first = [...nodes].slice(0, NEIGHBOURS);
    return h("ul", { class: "chips" }, first.map((i) => h("li", {}, widgets.node(i))));
  }

  function lineage(i) {
    const parents = ashlar.nodes.parents(i);
    const children = [...ashlar.nodes.children(i)];
    const exposures = children.filter((c) => ashlar.nodes.kind(c) === "exposure");
    const readers = children.filter((c) => ashlar.nodes.kind(c) !== "exposure");
    const all = "#/graph?" + new URLSearchParams({ focus: ashlar.nodes.id(i) });
    const rest = (list) => list.length > NEIGHBOURS && h("p", {}, h("a", { href: all }, "and " + (list.length - NEIGHBOURS) + " more"));
    return h("section", { id: "at-lineage", class: "lineage" },
      h("h2", {}, "Lineage"),
      h("div", { class: "flow" },
        h("div", {}, h("h3", {}, "Depends on"), parents.length ? [chips(parents), rest(parents)] : h("p", { class: "note" }, "Nothing of the project.")),
        h("div", { class: "here" }, h("span", { class: "arrow", "aria-hidden": "true" }, "→"), h("strong", {}, format.name(ashlar.nodes.title(i))), h("span", { class: "arrow", "aria-hidden": "true" }, "→")),
        h("div", {}, h("h3", {}, "Used by"), readers.length ? [chips(readers), rest(readers)] : exposures.length ? null : h("p", { class: "note" }, "Nothing of the project."),
          exposures.length > 0 && [h("h3", {}, "Shown in"), chips(exposures)])),
      h("p", {}, h("a", { href: all }, "Open in the lineage graph")));
  }

  function testLine(test, withColumn) {
    const what = test.test ? format.words(test.test) : test.kind === "unit" ? "unit test" : test.name;
    return h("li", { class: "test" },
      widgets.status(test.status || ""), " ",
      h("a", { href: "#/tests?test=" + test.no, title: test.name }, what),
      withColumn && test.column && h("span", {}, " on ", h("code", {}, test.column)),
      test.severity === "warn" && h("span", { class: "note" }, " only warns"),
      test.failures && h("span", { class: "note" }, " " + format.counted(test.failures, "row")));
  }

  function columnRow(i, page, column) {
    const tests = (page.tests || []).filter((test) => (column.tests || []).includes(test.no));
    const traced = (column.up || []).length > 0 || (column.down || []).length > 0;
    const description = column.desc ? ashlar.markdown(column.desc)
      : column.lent ? h("div", { class: "lent" }, ashlar.markdown(column.lent), h("span", { class: "note" }, "as in ", h("a", { href: ashlar.columns.link(column.lender[0], column.lender[1]) }, ashlar.nodes.title(column.lender[0]) + "." + column.lender[1])))
      : h("span", { class: "note" }, "No description.");
    return [
      h("span", { class: "column-name", id: "col-" + column.name }, column.known || traced ? h("a", { href: ashlar.columns.link(i, column.name) }, format.name(column.name)) : h("code", {}, format.name(column.name))),
      h("span", {}, column.type ? h("code", {}, column.type) : "", (column.rules || []).map((rule) => h("span", { class: "tag still" }, rule))),
      h("div", {}, description, column.pii && h("span", { class: "tag pii" }, "personal data"), (column.tags || []).filter((tag) => tag !== "pii").map((tag) => h("span", { class: "tag still" }, tag))),
      tests.length ? h("ul", { class: "tests" }, tests.map((test) => testLine(test, false))) : "",
      column.why ? h("span", { class: "note" }, "unknown: " + column.why)
        : (column.up || []).length ? h("ul", { class: "origins" }, column.up.slice(0, 3).map(([from, name, kind]) =>
            h("li", {}, h("a", { href: ashlar.columns.link(from, name) }, ashlar.nodes.title(from) + "." + name), h("span", { class: "note" }, " " + kind))),
            column.up.length > 3 && h("li", { class: "note" }, "and " + (column.up.length - 3) + " more"))
        : column.known && ashlar.nodes.parents(i).length ? h("span", { class: "note" }, "of no column") : "",
    ];
  }

  function columns(i, page) {
    const list = page.cols || [];
    if (list.length === 0) return h("section", { id: "at-columns" }, h("h2", {}, "Columns"), h("p", { class: "note" }, "None is described, and the warehouse was not asked."));
    const heads = [{ title: "Column" }, { title: "Type" }, { title: "Description" }, { title: "Tests" }, { title: "Comes from" }];
    const traced = list.some((column) => column.why || (column.up || []).length > 0);
    const shown = traced ? heads.length : heads.length - 1;
    const table = widgets.table("Columns", heads.slice(0, shown), list, (column) => columnRow(i, page, column).slice(0, shown));
    return h("section", { id: "at-columns" }, h("h2", {}, "Columns ", h("span", { class: "count" }, list.length)), page.why && h("p", { class: "note" }, "Column lineage is incomplete: " + page.why),
      list.length > 20 && widgets.filter("Filter columns", list, (column) => column.name + " " + (column.desc || ""), table), table);
  }

  function sql(page) {
    if (!page.src) return null;
    const tabs = [{ title: "Source", show: () => ashlar.code(page.src, "Source SQL") }];
    tabs.push(page.sql
      ? { title: "Compiled", show: () => ashlar.code(page.sql, "Compiled SQL") }
      : { title: "Compiled", show: () => h("p", { class: "note" }, "Its template asks the warehouse: the SQL is known after the first run.") });
    return h("section", { id: "at-sql" }, h("h2", {}, "SQL"), widgets.tabs("SQL", tabs));
  }

  function tests(page) {
    const list = page.tests || [];
    return h("section", { id: "at-tests" }, h("h2", {}, "Tests ", h("span", { class: "count" }, list.length)),
      list.length ? h("ul", { class: "plain-list" }, list.map((test) => testLine(test, true))) : h("p", { class: "note" }, "None looks at it."));
  }

  function runs(page) {
    const list = page.runs || [];
    if (list.length === 0) return null;
    return h("section", { id: "at-runs" }, h("h2", {}, "Last runs"), widgets.table("Last runs", [{ title: "Run" }, { title: "Result" }, { title: "Took", number: true }, { title: "Rows", number: true }, { title: "Said" }], list, (run) => {
      const of = ashlar.index.runs[run.run];
      return [h("a", { href: "#/run/" + run.run }, format.time(of.started)), widgets.status(run.status), format.seconds(run.secs), run.rows === undefined ? "" : format.count(run.rows), run.said && run.said !== "OK" ? h("span", { class: "said" }, run.said) : ""];
    }));
  }

  function config(page) {
    const pairs = Object.entries(page.config || {});
    const meta = Object.entries(page.meta || {}).filter(([key]) => key !== "owner");
    if (pairs.length + meta.length === 0) return null;
    const row = ([key, value]) => h("tr", {}, h("th", { scope: "row" }, key), h("td", {}, h("code", { class: "value" }, widgets.plain(value))));
    return h("section", { id: "at-config" }, h("h2", {}, "Configuration"),
      h("details", {}, h("summary", {}, format.counted(pairs.length + meta.length, "setting")),
        h("table", { class: "grid settings" }, h("caption", { class: "unseen" }, "Configuration"), h("tbody", {}, pairs.map(row), meta.map(([key, value]) => row(["meta." + key, value]))))),
      (page.macros || []).length > 0 && h("p", { class: "note" }, "Uses the macros ", page.macros.map((id, k) => [k > 0 && ", ", h("a", { href: "#/macros?macro=" + encodeURIComponent(id) }, id.split(".").pop())])));
  }

  function load(page) {
    if (!page.load) return null;
    const options = Object.entries(page.load.options || {});
    return h("section", { id: "at-load" }, h("h2", {}, "Loaded from files"),
      widgets.facts([["Files", h("code", {}, page.load.location)], ["Format", page.load.format], ...options.map(([key, value]) => [format.words(key), h("code", {}, widgets.plain(value))])]));
  }

  function due(page) {
    if (!page.due && !page.fresh) return null;
    const rule = page.due || {};
    const now = page.fresh;
    return h("section", { id: "at-freshness" }, h("h2", {}, "Freshness"),
      now && h("p", {}, widgets.status(format.freshness(now.status)), now.age !== undefined && " " + format.age(now.age) + " old when it was last checked", now.error && " " + now.error),
      widgets.facts([["Newest row", now && now.loaded], ["Warns after", rule.warn], ["Fails after", rule.error], ["Expected", rule.expected], ["Told by", rule.by && h("code", {}, rule.by)], ["Of rows where", rule.filter && h("code", {}, rule.filter)]]));
  }

  function verdict(i, page) {
    const status = ashlar.nodes.status(i);
    const last = (page.runs || [])[0];
    const tests = (page.tests || []).length;
    const failed = (page.tests || []).filter((test) => format.status(test.status || "").tone === "bad").length;
    const warned = (page.tests || []).filter((test) => format.status(test.status || "").tone === "warn").length;
    const passed = (page.tests || []).filter((test) => format.status(test.status || "").tone === "good").length;
    const said = failed ? widgets.status("fail", format.counted(failed, "test")) : warned ? widgets.status("warn", format.counted(warned, "test"))
      : passed ? widgets.status("pass", passed === tests ? "all " + format.counted(tests, "test") : passed + " of " + format.counted(tests, "test")) : tests ? widgets.status("", format.counted(tests, "test")) : h("span", { class: "note" }, "no tests");
    return h("p", { class: "verdict" }, (status || last) && widgets.status(status, last && ashlar.index.runs[last.run] ? format.time(ashlar.index.runs[last.run].started) : ""), " ", ashlar.nodes.kind(i) === "exposure" ? null : said);
  }

  ashlar.pages.node = async function ({ id }, query) {
    const i = ashlar.nodes.find(id);
    if (i < 0) throw new Error("No node is called " + id + " in these docs.");
    const page = await ashlar.nodes.page(i);
    const title = page.label || ashlar.nodes.title(i);
    const facts = widgets.facts([
      ["Owner", page.owner && [page.owner, page.email ? [" ", h("a", { href: "mailto:" + page.email }, page.email)] : page.groupEmail && [" ", h("a", { href: "mailto:" + page.groupEmail }, page.groupEmail)]]],
      ["Relation", page.relation && h("code", {}, format.name(page.relation))],
      ["Group", page.group], ["Access", page.access],
      ["Version", page.version && [page.version, page.version === page.latest ? " (latest)" : " (latest is " + page.latest + ")", (page.versions || []).filter(([other]) => other !== i).map(([other, version]) => [" ", h("a", { href: ashlar.nodes.link(other) }, "v" + version)])]],
      ["Contract", page.contract && "enforced: columns and types are held to what is written"],
      ["Constraints", (page.rules || []).join(", ")],
      ["Deprecated", page.deprecated && page.deprecated.slice(0, 10)], ["Expires", page.expires],
      ["Published with", page.together], ["Maturity", page.maturity],
      ["Link", page.url && (/^https?:/i.test(page.url) ? h("a", { href: page.url, rel: "noopener noreferrer", target: "_blank" }, page.url) : page.url)],
      ["History of", page.history && (page.history.key || []).join(", ")],
      ["Gone rows", page.history && page.history.deletes],
      ["Read from", page.seed && h("code", {}, page.seed)],
      ["Written in", h("code", {}, format.name(page.file))],
    ]);
    const element = h("article", { class: "page node" },
      h("p", { class: "kicker" }, widgets.dot(ashlar.nodes.band[i]), h("a", { href: "#/band/" + encodeURIComponent(ashlar.nodes.bandOf(i).key) }, ashlar.nodes.bandOf(i).label), " · ", format.words(ashlar.nodes.built(i))),
      h("h1", {}, title),
      verdict(i, page),
      page.desc ? ashlar.markdown(page.desc) : h("p", { class: "note" }, "No description."),
      ashlar.nodes.tags(i).length > 0 && h("p", { class: "tags" }, ashlar.nodes.tags(i).map(widgets.tag)),
      facts, due(page), load(page), lineage(i),
      ashlar.nodes.kind(i) !== "exposure" && ashlar.nodes.kind(i) !== "analysis" && columns(i, page),
      sql(page), ashlar.nodes.kind(i) !== "exposure" && tests(page), runs(page), config(page));
    element.shown = () => {
      const wanted = query.get("column");
      const cell = wanted && document.getElementById("col-" + wanted);
      if (cell) {
        cell.closest("tr").classList.add("found");
        cell.scrollIntoView({ block: "center" });
      }
    };
    return element;
  };
})();
