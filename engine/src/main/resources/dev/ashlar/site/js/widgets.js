"use strict";
// Small pieces that pages share.
(function () {
  const widgets = {};

  // A status is a sign and a word; its colour only helps.
  widgets.status = (status, note) => {
    const { tone, glyph, word } = ashlar.format.status(status);
    return h("span", { class: "status " + tone }, h("span", { class: "glyph", "aria-hidden": "true" }, glyph), word, note && h("span", { class: "note" }, " " + note));
  };

  widgets.dot = (band) => h("span", { class: "dot", "aria-hidden": "true", "--dot": "var(--band-" + (band % 10) + ")" });

  widgets.node = (i) => h("a", { href: ashlar.nodes.link(i), class: "node-link" }, widgets.dot(ashlar.nodes.band[i]), h("span", {}, ashlar.format.name(ashlar.nodes.title(i))));

  widgets.tag = (tag) => h("a", { class: "tag", href: "#/graph?" + new URLSearchParams({ select: "tag:" + tag }) }, tag);

  // rows: arrays of cells; columns: { title, wide, number, key(row) } - a column with a key can be sorted by
  widgets.table = (caption, columns, rows, cells) => {
    const body = h("tbody");
    const more = h("button", { type: "button", class: "more" });
    const STEP = 200;
    let order = rows;
    let count = 0;
    const grow = () => {
      const until = Math.min(order.length, count + STEP);
      for (; count < until; count++) {
        body.append(h("tr", {}, cells(order[count]).map((cell, k) =>
          h(k === 0 ? "th" : "td", { scope: k === 0 && "row", class: columns[k].number && "number" }, cell))));
      }
      more.hidden = count >= order.length;
      more.textContent = "Show more (" + ashlar.format.count(order.length - count) + " left)";
    };
    const heads = columns.map((column) => {
      if (!column.key) return h("th", { scope: "col", class: column.number && "number" }, column.title);
      const cell = h("th", { scope: "col", class: column.number && "number" });
      cell.append(h("button", { type: "button", class: "sort", onclick: () => {
        const up = cell.getAttribute("aria-sort") !== "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        cell.setAttribute("aria-sort", up ? "ascending" : "descending");
        const sign = up ? 1 : -1;
        order = [...order].sort((a, b) => {
          const x = column.key(a);
          const y = column.key(b);
          return sign * (typeof x === "number" ? x - y : String(x).localeCompare(String(y)));
        });
        body.replaceChildren();
        count = 0;
        grow();
      } }, column.title));
      return cell;
    });
    more.addEventListener("click", grow);
    grow();
    const element = h("div", { class: "scroll", role: "region", "aria-label": caption, tabindex: "0" },
      h("table", { class: "grid" }, h("caption", { class: "unseen" }, caption), h("thead", {}, h("tr", {}, heads)), body), more);
    element.fill = (fewer) => {
      order = fewer;
      body.replaceChildren();
      count = 0;
      grow();
    };
    return element;
  };

  // A field that narrows a table as one types.
  widgets.filter = (label, rows, text, table) => {
    const said = h("span", { class: "note", role: "status" });
    const field = h("input", { type: "search", placeholder: label, "aria-label": label, oninput: () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      const fewer = rows.filter((row) => words.every((word) => text(row).toLowerCase().includes(word)));
      table.fill(fewer);
      said.textContent = words.length ? ashlar.format.count(fewer.length) + " of " + ashlar.format.count(rows.length) : "";
    } });
    return h("div", { class: "filter" }, field, said);
  };

  widgets.facts = (pairs) =>
    h("dl", { class: "facts" }, pairs.filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false)
      .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));

  // Buttons of which one is down; shows what belongs to it.
  widgets.tabs = (label, tabs) => {
    const panel = h("div", { class: "panel" });
    const buttons = tabs.map((tab, i) => h("button", { type: "button", role: "tab", id: ashlar.unique(), onclick: () => choose(i), onkeydown: (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const next = (i + step + tabs.length) % tabs.length;
      choose(next);
      buttons[next].focus();
    } }, tab.title));
    panel.setAttribute("role", "tabpanel");
    function choose(which) {
      buttons.forEach((button, i) => {
        button.setAttribute("aria-selected", i === which ? "true" : "false");
        button.tabIndex = i === which ? 0 : -1;
      });
      panel.setAttribute("aria-labelledby", buttons[which].id);
      replace(panel, tabs[which].show());
    }
    choose(0);
    return h("div", { class: "tabs" }, h("div", { role: "tablist", "aria-label": label }, buttons), panel);
  };

  let last = 0;
  ashlar.unique = () => "u" + ++last;

  // Plain values as text for people: maps and lists as indented lines.
  widgets.plain = (value) => {
    if (value === null || value === undefined) return "";
    if (Array.isArray(value)) return value.length && typeof value[0] === "object" ? JSON.stringify(value, null, 2) : value.join(", ");
    if (typeof value === "object") return JSON.stringify(value, null, 2);
    return String(value);
  };

  ashlar.widgets = widgets;
})();
