"use strict";
// What stands around every page: the way to the other pages, search, the theme.
(function () {
  const frame = {};
  let main = null;
  let nav = null;

  function themeButton() {
    const dark = () => document.documentElement.dataset.theme === "dark";
    const button = h("button", { type: "button", class: "theme" });
    const name = () => (button.textContent = dark() ? "Light theme" : "Dark theme");
    button.addEventListener("click", () => {
      const theme = dark() ? "light" : "dark";
      document.documentElement.dataset.theme = theme;
      document.documentElement.dataset.chosen = "yes";
      try {
        localStorage.setItem("ashlar-theme", theme);
      } catch (refused) { // the choice then holds for this page alone
        document.documentElement.dataset.theme = theme;
      }
      document.dispatchEvent(new Event("ashlar-theme"));
    });
    document.addEventListener("ashlar-theme", name);
    name();
    return button;
  }

  function item(address, title, count, dot) {
    return h("li", {}, h("a", { href: address }, dot, h("span", { class: "name" }, title), count !== undefined && h("span", { class: "count" }, ashlar.format.count(count))));
  }

  frame.build = function (index) {
    const counts = new Array(index.bands.length).fill(0);
    for (const band of index.nodes.band) counts[band]++;
    const tests = (index.counts.test || 0) + (index.counts.unit_test || 0);
    nav = h("nav", { id: "nav", "aria-label": "Pages" },
      h("ul", {}, item("#/", "Overview"), item("#/graph", "Lineage"), item("#/tests", "Tests", tests), item("#/runs", "Runs", (index.runs || []).length)),
      h("h2", {}, "Courses"),
      h("ul", {}, index.bands.map((band, i) => item("#/band/" + encodeURIComponent(band.key), band.label, counts[i], ashlar.widgets.dot(i)))),
      h("h2", {}, "Workshop"),
      h("ul", {}, item("#/macros", "Macros", index.counts.macro)));
    const menu = h("button", { type: "button", class: "menu", "aria-expanded": "false", "aria-controls": "nav", onclick: () => {
      const open = document.body.classList.toggle("menu-open");
      menu.setAttribute("aria-expanded", String(open));
    } }, "Menu");
    const search = h("button", { type: "button", class: "search-button", onclick: () => ashlar.search.open() },
      h("span", {}, "Search"), h("kbd", {}, "/"));
    const head = h("header", { class: "top" },
      h("a", { href: "#/", class: "brand" }, h("span", { class: "mark", "aria-hidden": "true" }, h("i"), h("i"), h("i")), h("span", { class: "project" }, index.project)),
      menu, search);
    const foot = h("p", { class: "foot" },
      themeButton(),
      h("span", {}, "Made " + ashlar.format.time(index.made)),
      h("span", {}, "Target " + index.target + " · Ashlar " + index.ashlar));
    main = h("main", { id: "main", tabindex: "-1" });
    const side = h("div", { class: "side" }, head, nav, foot);
    replace(document.getElementById("app"), side, main);
    document.querySelector(".skip").addEventListener("click", (event) => {
      event.preventDefault(); // the address belongs to the pages
      main.focus();
    });
  };

  frame.present = function (view, words, query, hash) {
    if (frame.leave) frame.leave();
    frame.leave = view.leave || null;
    document.body.classList.remove("menu-open");
    main.classList.toggle("full", view.classList.contains("graph-page"));
    replace(main, view);
    const title = view.querySelector("h1");
    document.title = (title ? title.textContent + " · " : "") + ashlar.index.project;
    const here = "#/" + words.map(encodeURIComponent).join("/");
    nav.querySelectorAll("a").forEach((link) => {
      const current = link.getAttribute("href") === here;
      if (current) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    if (view.shown) view.shown();
    const at = query.get("at") && view.querySelector("#at-" + CSS.escape(query.get("at")));
    if (at) at.scrollIntoView();
    else scrollTo(0, 0);
    if (title && frame.before) {
      title.tabIndex = -1;
      title.focus({ preventScroll: true });
    }
    frame.before = true;
    main.dataset.address = hash; // says that the page of this address is whole
  };

  ashlar.frame = frame;
})();
