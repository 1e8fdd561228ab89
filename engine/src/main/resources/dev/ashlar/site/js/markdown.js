"use strict";
// Descriptions are written in Markdown. This reads the part of it that descriptions use, and makes elements: markup in a
// description is text, and links lead to the web, to mail or within the site only.
(function () {
  const INLINE = /(`+)([^`]+?)\1|\*\*([^*]+?)\*\*|__([^_]+?)__|\*([^*\s][^*]*?)\*|\[([^\]]+)\]\(([^()\s]+)\)|\bhttps?:\/\/[^\s<>()]+[^\s<>().,;:!?'"]/g;

  function link(address, text) {
    if (!/^(https?:\/\/|mailto:|#)/i.test(address)) return document.createTextNode(text);
    const outside = !address.startsWith("#");
    return h("a", { href: address, rel: outside && "noopener noreferrer", target: outside && "_blank" }, text);
  }

  function inline(text) {
    const out = [];
    let from = 0;
    for (const match of text.matchAll(INLINE)) {
      if (match.index > from) out.push(text.slice(from, match.index));
      if (match[2] !== undefined) out.push(h("code", {}, match[2]));
      else if (match[3] !== undefined || match[4] !== undefined) out.push(h("strong", {}, match[3] || match[4]));
      else if (match[5] !== undefined) out.push(h("em", {}, match[5]));
      else if (match[6] !== undefined) out.push(link(match[7], match[6]));
      else out.push(link(match[0], match[0]));
      from = match.index + match[0].length;
    }
    out.push(text.slice(from));
    return out;
  }

  function table(lines) {
    const cells = (line) => line.replace(/^\s*\|?|\|?\s*$/g, "").split("|").map((cell) => cell.trim());
    const head = h("tr", {}, cells(lines[0]).map((cell) => h("th", { scope: "col" }, inline(cell))));
    const rows = lines.slice(2).map((line) => h("tr", {}, cells(line).map((cell) => h("td", {}, inline(cell)))));
    return h("table", {}, h("thead", {}, head), h("tbody", {}, rows));
  }

  function block(lines) {
    const first = lines[0];
    const heading = /^(#{1,6})\s+(.*)$/.exec(first);
    if (heading && lines.length === 1) return h("p", { class: "heading" }, inline(heading[2]));
    if (lines.length > 1 && first.includes("|") && /^\s*\|?[\s:|-]+$/.test(lines[1])) return table(lines);
    if (lines.every((line) => /^\s*[-*+]\s+/.test(line))) {
      return h("ul", {}, lines.map((line) => h("li", {}, inline(line.replace(/^\s*[-*+]\s+/, "")))));
    }
    if (lines.every((line) => /^\s*\d+[.)]\s+/.test(line))) {
      return h("ol", {}, lines.map((line) => h("li", {}, inline(line.replace(/^\s*\d+[.)]\s+/, "")))));
    }
    if (lines.every((line) => line.startsWith(">"))) {
      return h("blockquote", {}, inline(lines.map((line) => line.replace(/^>\s?/, "")).join(" ")));
    }
    return h("p", {}, inline(lines.join(" ")));
  }

  ashlar.markdown = function (text) {
    const out = h("div", { class: "prose" });
    let lines = [];
    let code = null;
    const flush = () => {
      if (lines.length > 0) out.append(block(lines));
      lines = [];
    };
    for (const line of text.replace(/\r\n?/g, "\n").split("\n")) {
      if (/^\s*```/.test(line)) {
        if (code) {
          out.append(h("pre", { class: "plain" }, code.join("\n")));
          code = null;
        } else {
          flush();
          code = [];
        }
      } else if (code) code.push(line);
      else if (line.trim() === "") flush();
      else if (/^#{1,6}\s/.test(line)) {
        flush();
        lines = [line];
        flush();
      } else lines.push(line);
    }
    if (code) out.append(h("pre", { class: "plain" }, code.join("\n")));
    flush();
    return out;
  };

  ashlar.markdown.inline = inline;
})();
