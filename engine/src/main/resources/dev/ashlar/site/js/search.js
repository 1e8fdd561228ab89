"use strict";
// Search from the keyboard: "/" opens it, arrows choose, Enter goes. The index is read by a background thread when it is first opened.
(function () {
  const PLACES = [[2, "column"], [4, "description"], [8, "SQL"]];
  let dialog = null;
  let field = null;
  let list = null;
  let said = null;
  let worker = null;
  let ready = null;
  let turn = 0;
  let links = [];
  let chosen = -1;

  function start() {
    if (ready) return ready;
    ready = (async () => {
      const part = await ashlar.load("search");
      worker = ashlar.worker("search");
      await new Promise((done) => {
        worker.onmessage = done;
        worker.postMessage({ index: part, names: ashlar.nodes.name });
      });
      worker.onmessage = ({ data }) => data.turn === turn && show(data);
    })();
    return ready;
  }

  function address(result) {
    if (result.kind === "node") return ashlar.nodes.link(result.entry);
    if (result.kind === "test") return "#/tests?test=" + (result.entry - ashlar.nodes.size);
    return "#/macros?macro=" + encodeURIComponent(result.name);
  }

  function option(href, ...content) {
    const element = h("a", { href, role: "option", id: ashlar.unique(), tabindex: "-1", "aria-selected": "false", onclick: close }, content);
    links.push(element);
    return element;
  }

  function show(data) {
    links = [];
    const rows = data.results.map((result) => {
      const where = PLACES.filter(([bit]) => result.places & bit && !(result.places & 1)).map(([, word]) => word);
      const main = result.kind === "node"
        ? option(address(result), h("span", { class: "found-name" }, ashlar.widgets.dot(ashlar.nodes.band[result.entry]), ashlar.nodes.title(result.entry)),
            h("span", { class: "note" }, " " + ashlar.nodes.bandOf(result.entry).label + (where.length ? " · in " + where.join(", ") : "")), h("span", { class: "words" }, ashlar.markdown.inline(ashlar.nodes.words[result.entry])))
        : option(address(result), h("span", { class: "found-name" }, result.name), h("span", { class: "note" }, " " + result.kind));
      const columns = result.columns.map((name) => option(ashlar.nodes.link(result.entry) + "?column=" + encodeURIComponent(name), h("span", { class: "found-column" }, h("code", {}, name)), h("span", { class: "note" }, " column of " + ashlar.nodes.title(result.entry))));
      return [main, columns];
    });
    replace(list, rows);
    said.textContent = data.results.length ? "" : data.text.trim() ? "Nothing is called so, or says so." : "";
    dialog.dataset.millis = String(data.millis);
    dialog.dataset.answered = data.text;
    choose(links.length ? 0 : -1);
  }

  function choose(which) {
    links.forEach((link, i) => link.setAttribute("aria-selected", i === which ? "true" : "false"));
    chosen = which;
    if (which >= 0) {
      field.setAttribute("aria-activedescendant", links[which].id);
      links[which].scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  }

  function ask() {
    const text = field.value;
    const mine = ++turn;
    start().then(() => mine === turn && worker.postMessage({ turn: mine, text }), (problem) => (said.textContent = problem.message));
  }

  function close() {
    if (dialog.open) dialog.close();
  }

  function build() {
    list = h("div", { role: "listbox", id: "found", "aria-label": "Results" });
    said = h("p", { class: "note", role: "status" });
    field = h("input", { type: "search", role: "combobox", "aria-expanded": "true", "aria-controls": "found", "aria-autocomplete": "list", "aria-label": "Search names, columns, descriptions and SQL",
      placeholder: "Names, columns, descriptions, SQL", autocomplete: "off", spellcheck: "false", oninput: ask, onkeydown: (event) => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step && links.length) {
          event.preventDefault();
          choose((chosen + step + links.length) % links.length);
        } else if (event.key === "Enter" && chosen >= 0) {
          event.preventDefault();
          const href = links[chosen].getAttribute("href");
          close();
          ashlar.go(href);
        }
      } });
    dialog = h("dialog", { class: "search", "aria-label": "Search" }, field, said, list, h("p", { class: "keys" }, h("kbd", {}, "↑"), h("kbd", {}, "↓"), " choose ", h("kbd", {}, "Enter"), " open ", h("kbd", {}, "Esc"), " close"));
    dialog.addEventListener("click", (event) => event.target === dialog && close());
    document.body.append(dialog);
  }

  ashlar.search = {
    open: () => {
      if (!dialog) build();
      if (!dialog.open) dialog.showModal();
      field.select();
      start().catch((problem) => (said.textContent = problem.message));
    },
  };

  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement ? document.activeElement.tagName : "");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const k = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    if (!slash && !k) return;
    event.preventDefault();
    ashlar.search.open();
  });
})();
