"use strict";
// The lineage graph: what is shown stands in the address, so that every view of it can be sent.
(function () {
  const { format, widgets } = ashlar;
  const COLOURS = [["layer", "layer"], ["status", "state"], ["duration", "duration"], ["tag", "tag"]];
  const LISTED = 300;

  function stepper(label, name, value, change) {
    const field = h("input", { type: "number", min: "0", max: "99", value: String(value), "aria-label": label, oninput: () => change(Math.max(0, Math.min(99, Number(field.value) || 0))) });
    return h("label", { class: "stepper" }, name, field);
  }

  ashlar.pages.graph = async function (parameters, query) {
    const nodes = ashlar.nodes;
    const asked = { focus: query.get("focus"), select: query.get("select") || "", up: Number(query.get("up") || 2), down: Number(query.get("down") || 2), by: query.get("color") || "layer" };
    const open = new Set();
    let turn = 0;

    const said = h("p", { class: "note", role: "status" });
    const list = h("div", { class: "graph-list" });
    const legend = h("ul", { class: "legend", "aria-label": "Legend" });
    const facts = h("div", { class: "graph-facts", "aria-live": "polite" });
    const focusBar = h("div", { class: "focus-bar" });

    const view = ashlar.graph.view({
      chosen: (k) => showFacts(k),
      open: (k) => act(k, (i) => (location.hash = nodes.link(i))),
      focus: (k) => act(k, (i) => focusOn(i)),
    });

    function act(k, work) {
      const scene = view.scene();
      const fold = scene.fold[k];
      if (fold) {
        open.add(fold.sign + fold.of);
        update();
      } else work(scene.node[k]);
    }

    function remember() {
      const kept = new URLSearchParams();
      if (asked.focus) {
        kept.set("focus", asked.focus);
        kept.set("up", asked.up);
        kept.set("down", asked.down);
      }
      if (asked.select) kept.set("select", asked.select);
      if (asked.by !== "layer") kept.set("color", asked.by);
      ashlar.keep("graph", kept);
    }

    function focusOn(i) {
      asked.focus = nodes.id(i);
      asked.select = "";
      box.value = "";
      open.clear();
      update();
    }

    function showFacts(k) {
      const scene = view.scene();
      if (k < 0) return replace(facts);
      if (scene.fold[k]) return replace(facts, h("p", {}, scene.label[k]), h("button", { type: "button", onclick: () => act(k) }, "Show them"));
      const i = scene.node[k];
      replace(facts, h("p", { class: "kicker" }, nodes.bandOf(i).label, " · ", format.words(nodes.built(i))), h("h2", {}, nodes.title(i)), h("p", { class: "words" }, ashlar.markdown.inline(nodes.words[i])),
        h("p", {}, widgets.status(nodes.status(i)), nodes.testCount[i] > 0 && [" ", widgets.status(nodes.testStatus(i), format.counted(nodes.testCount[i], "test"))], nodes.millis[i] >= 0 && h("span", { class: "note" }, " " + format.seconds(nodes.millis[i] / 1000))),
        h("p", { class: "buttons" }, h("a", { class: "button", href: nodes.link(i) }, "Open"), h("button", { type: "button", onclick: () => focusOn(i) }, "Focus")));
    }

    function showList(scene) {
      const chosen = scene.node.filter((i) => i >= 0);
      const groups = ashlar.index.bands.map((band, b) => [band, chosen.filter((i) => nodes.band[i] === b)]).filter(([, some]) => some.length > 0);
      const colours = ashlar.graph.colours();
      let room = LISTED;
      replace(list, h("h2", {}, format.counted(chosen.length, "node")), groups.map(([band, some]) => {
        const part = some.slice(0, Math.max(0, room));
        room -= part.length;
        return h("section", {}, h("h3", {}, band.label, " ", h("span", { class: "count" }, format.count(some.length))),
          h("ul", {}, part.map((i) => h("li", {}, h("button", { type: "button", class: "row", onclick: () => view.choose(scene.node.indexOf(i), true) }, nodes.title(i),
            asked.by !== "layer" && h("span", { class: "note" }, " " + ashlar.graph.paint(asked.by, i, colours).word))))),
          part.length < some.length && h("p", { class: "note" }, "and " + format.count(some.length - part.length) + " more"));
      }));
    }

    function showLegend(scene) {
      const colours = ashlar.graph.colours();
      const words = new Map();
      for (const i of scene.node) {
        if (i < 0) continue;
        const { word, colour } = ashlar.graph.paint(asked.by, i, colours);
        if (!words.has(word)) words.set(word, { colour, count: 0 });
        words.get(word).count++;
      }
      const order = [...words].sort((a, b) => (asked.by === "layer" ? 0 : b[1].count - a[1].count)).slice(0, 12);
      replace(legend, order.map(([word, { colour, count }]) => h("li", {}, h("span", { class: "dot", "aria-hidden": "true", "--dot": colour }), word, " ", h("span", { class: "count" }, format.count(count)))));
    }

    function showFocus() {
      const i = asked.focus ? nodes.find(asked.focus) : -1;
      if (i < 0) return replace(focusBar);
      replace(focusBar, h("span", {}, "Around ", h("strong", {}, nodes.title(i))),
        stepper("Steps up", "up", asked.up, (value) => { asked.up = value; update(); }),
        stepper("Steps down", "down", asked.down, (value) => { asked.down = value; update(); }),
        h("button", { type: "button", onclick: () => { asked.focus = null; update(); showFocus(); } }, "Show all"));
    }

    async function update() {
      const mine = ++turn;
      remember();
      let chosen;
      let folds = [];
      try {
        const focus = asked.focus ? nodes.find(asked.focus) : -1;
        if (asked.focus && focus < 0) throw new Error("No node is called " + asked.focus + ".");
        if (focus >= 0) ({ list: chosen, folds } = ashlar.graph.around(focus, asked.up, asked.down, open));
        else chosen = await ashlar.select(asked.select);
      } catch (problem) {
        said.textContent = problem.message;
        said.classList.add("problem");
        return;
      }
      if (mine !== turn) return;
      said.classList.remove("problem");
      if (chosen.length === 0) {
        said.textContent = "The selector matches nothing.";
        return;
      }
      const scene = await ashlar.graph.layout(ashlar.graph.scene(chosen, folds), (view.canvas.clientHeight - 120) / Math.max(1, view.canvas.clientWidth - 60));
      if (mine !== turn) return;
      said.textContent = format.counted(chosen.length, "node") + ", " + format.counted(scene.from.length, "edge") + (folds.length ? "; hubs are folded" : "");
      view.show(scene);
      if (asked.focus) {
        const k = scene.node.indexOf(nodes.find(asked.focus));
        view.choose(k, false);
        view.near(k);
      } else replace(facts);
      view.state.by = asked.by;
      if (!document.activeElement || !focusBar.contains(document.activeElement)) showFocus();
      showList(scene);
      showLegend(scene);
      element.dataset.drawn = String(Number(element.dataset.drawn || 0) + 1);
    }

    const box = h("input", { type: "text", class: "selector", value: asked.select, placeholder: "tag:reporting  or  +mart_daily_revenue", "aria-label": "Selector", spellcheck: "false", autocapitalize: "off" });
    const form = h("form", { onsubmit: (event) => {
      event.preventDefault();
      asked.select = box.value.trim();
      asked.focus = null;
      update();
    } }, h("label", {}, "Select", box), h("button", { type: "submit" }, "Show"));
    const colour = h("select", { "aria-label": "Colour by", onchange: () => {
      asked.by = colour.value;
      remember();
      view.colour(asked.by);
      showLegend(view.scene());
      showList(view.scene());
    } }, COLOURS.map(([value, name]) => h("option", { value, selected: value === asked.by }, name)));

    const element = h("div", { class: "graph-page" },
      h("div", { class: "graph-bar" }, h("h1", {}, "Lineage"), form, h("label", {}, "Colour by ", colour),
        h("span", { class: "buttons" },
          h("button", { type: "button", "aria-label": "Larger", onclick: () => view.zoom(1.25) }, "+"), h("button", { type: "button", "aria-label": "Smaller", onclick: () => view.zoom(0.8) }, "−"),
          h("button", { type: "button", onclick: () => view.fit() }, "Fit"), h("button", { type: "button", onclick: () => ashlar.graph.save(view.scene(), asked.by) }, "Save as SVG"))),
      focusBar, said,
      h("div", { class: "graph-body" }, h("div", { class: "graph-canvas" }, view.canvas, view.tip, legend), h("aside", { "aria-label": "Nodes of the graph" }, facts, list)));
    element.shown = () => {
      ashlar.graph.current = view;
      update();
    };
    element.leave = () => view.end();
    return element;
  };
})();
