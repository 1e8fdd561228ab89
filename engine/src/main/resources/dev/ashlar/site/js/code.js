"use strict";
// SQL with the template language in it, in colours, with line numbers and a button that copies it.
(function () {
  const WORDS = new Set(
    ("add all alter analyze and any array as asc begin between by case cast coalesce column commit constraint create cross current_date " +
      "current_timestamp date delete desc distinct drop else end escape except exclude exists external extract false fetch filter first " +
      "following for foreign from full grant group having if ilike in index inner insert intersect interval into is join key last " +
      "lateral left like limit merge natural not null nulls offset on or order outer over partition preceding primary qualify " +
      "range recursive references rename replace returning right rollback row rows select set similar some table temporary then " +
      "timestamp to true truncate unbounded union unique unnest update using values view when where window with within")
      .split(" "));

  const TOKEN =
    /(<#--[\s\S]*?-->|--[^\n]*|\/\*[\s\S]*?\*\/)|(\$\{[^}]*\}|<\/?[#@][^>]*>)|('(?:[^']|'')*'|"(?:[^"]|"")*")|(\b\d+(?:\.\d+)?\b)|([A-Za-z_][A-Za-z0-9_$]*)(\s*\()?/g;

  const KINDS = ["", "comment", "template", "string", "number"];

  function lit(text) {
    const out = [];
    let from = 0;
    for (const match of text.matchAll(TOKEN)) {
      if (match.index > from) out.push(text.slice(from, match.index));
      const kind = [1, 2, 3, 4].find((group) => match[group] !== undefined);
      if (kind) out.push(h("span", { class: "c-" + KINDS[kind] }, match[0]));
      else if (WORDS.has(match[5].toLowerCase())) {
        out.push(h("span", { class: "c-word" }, match[5]), match[6] || "");
      } else if (match[6]) out.push(h("span", { class: "c-call" }, match[5]), match[6]);
      else out.push(match[0]);
      from = match.index + match[0].length;
    }
    out.push(text.slice(from));
    return out;
  }

  ashlar.code = function (text, label) {
    const shown = text.replace(/\s+$/, "");
    const lines = shown.split("\n").length;
    const numbers = Array.from({ length: lines }, (unused, i) => i + 1).join("\n");
    const button = h("button", { type: "button", class: "copy" }, "Copy");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
      } catch (refused) { // from a folder some browsers allow this way only
        const field = h("textarea", { value: text });
        document.body.append(field);
        field.select();
        document.execCommand("copy");
        field.remove();
      }
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy"), 1500);
    });
    return h("div", { class: "code", role: "region", "aria-label": label, tabindex: "0" },
      button,
      h("div", { class: "code-body" },
        h("pre", { class: "numbers", "aria-hidden": "true" }, numbers),
        h("pre", { class: "text" }, h("code", {}, lit(shown)))));
  };
})();
