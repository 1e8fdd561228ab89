"use strict";
// One column: what it is made of, to the left, and what is made of it, to the right, step by step.
(function () {
  const { widgets } = ashlar;

  function card(step, here) {
    const name = step.name || "rows";
    return h("a", {
      class: "step" + (here ? " here" : "") + (step.name ? "" : " of-rows"),
      href: step.name ? ashlar.columns.link(step.node, step.name) : ashlar.nodes.link(step.node),
      "data-key": step.node + "\n" + step.name,
      "aria-current": here && "true",
    }, h("span", { class: "of" }, widgets.dot(ashlar.nodes.band[step.node]), ashlar.nodes.title(step.node)), h("strong", {}, name), step.kind && h("span", { class: "kind" }, step.kind));
  }

  function levels(walked, reverse) {
    const byDistance = [];
    for (const step of walked.steps) (byDistance[step.distance - 1] ||= []).push(step);
    const columns = byDistance.map((steps, i) => h("div", { class: "level" }, h("h3", {}, (reverse ? "Made of" : "Goes into") + (i > 0 ? ", step " + (i + 1) : "")), steps.map((step) => card(step))));
    return reverse ? columns.reverse() : columns;
  }

  // Lines between the cards, drawn behind them.
  function lines(board, edges) {
    const old = board.querySelector("svg");
    if (old) old.remove();
    const box = board.getBoundingClientRect();
    const cards = new Map([...board.querySelectorAll(".step")].map((element) => [element.dataset.key, element.getBoundingClientRect()]));
    const drawn = edges.map(({ from, to, kind }) => {
      const a = cards.get(from);
      const b = cards.get(to);
      if (!a || !b) return null;
      const x1 = a.right - box.left;
      const y1 = a.top + a.height / 2 - box.top;
      const x2 = b.left - box.left;
      const y2 = b.top + b.height / 2 - box.top;
      const bend = Math.max(24, Math.abs(x2 - x1) / 2);
      return svg("path", { class: kind === "filters" ? "filters" : "", d: `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}` });
    });
    board.prepend(svg("svg", { class: "lines", "aria-hidden": "true", width: board.scrollWidth, height: board.scrollHeight }, drawn.filter(Boolean)));
  }

  ashlar.pages.column = async function ({ id, name }) {
    const i = ashlar.nodes.find(id);
    if (i < 0) throw new Error("No node is called " + id + " in these docs.");
    const column = await ashlar.columns.column(i, name);
    if (!column) throw new Error(ashlar.nodes.title(i) + " has no column " + name + " in these docs.");
    const [up, down] = await Promise.all([ashlar.columns.walk(i, column.name, "up"), ashlar.columns.walk(i, column.name, "down")]);
    const edges = [...up.edges.map((e) => ({ from: e.b, to: e.a, kind: e.kind })), ...down.edges.map((e) => ({ from: e.a, to: e.b, kind: e.kind }))];
    const here = h("div", { class: "level" }, h("h3", {}, "This column"), card({ node: i, name: column.name }, true));
    const board = h("div", { class: "board" }, levels(up, true), here, levels(down, false));
    const origins = up.steps.filter((step) => !up.edges.some((e) => e.a === step.node + "\n" + step.name));
    const element = h("article", { class: "page column" },
      h("p", { class: "kicker" }, widgets.dot(ashlar.nodes.band[i]), h("a", { href: ashlar.nodes.link(i) + "?column=" + encodeURIComponent(column.name) }, ashlar.nodes.title(i))),
      h("h1", {}, column.name),
      h("p", { class: "verdict" }, column.type && h("code", {}, column.type), column.pii && h("span", { class: "tag pii" }, "personal data")),
      column.desc ? ashlar.markdown(column.desc) : column.lent ? ashlar.markdown(column.lent) : null,
      column.why && h("p", { class: "warning" }, "Where it comes from cannot be told from the SQL: " + column.why),
      !column.known && h("p", { class: "note" }, "The lineage of this node's columns was not worked out."),
      h("p", { class: "lead" }, up.steps.length === 0 && !column.why ? "It is made of no other column." : up.steps.length > 0 && ["Begins as ", origins.slice(0, 4).map((step, k) => [k > 0 && ", ", h("a", { href: ashlar.columns.link(step.node, step.name) }, ashlar.nodes.title(step.node) + "." + step.name)]), origins.length > 4 && " and " + (origins.length - 4) + " more", "."],
        " ", down.steps.length === 0 ? "Nothing of the project uses it." : ashlar.format.counted(down.steps.length, "use") + " further on."),
      (up.cut || down.cut) && h("p", { class: "note" }, "Only the nearest steps are shown; go on from one of them."),
      h("div", { class: "board-scroll", role: "region", "aria-label": "Lineage of the column", tabindex: "0" }, board));
    const redraw = () => lines(board, edges);
    element.shown = () => {
      redraw();
      addEventListener("resize", redraw);
      board.querySelector(".step.here").scrollIntoView({ inline: "center", block: "nearest" });
    };
    element.leave = () => removeEventListener("resize", redraw);
    return element;
  };
})();
