"use strict";
// Elements are made here and nowhere else: text always goes in as text, so that no name or description is ever markup.
(function () {
  function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (name === "value") element.value = value;
      else if (name.startsWith("--")) element.style.setProperty(name, value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    append(element, children);
    return element;
  }

  function append(element, children) {
    for (const child of children) {
      if (child === null || child === undefined || child === false) continue;
      if (Array.isArray(child)) append(element, child);
      else element.append(child instanceof Node ? child : String(child));
    }
  }

  // h("a", { href: "#/", class: "quiet" }, "text", another)
  window.h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);

  window.svg = (tag, attributes, ...children) =>
    fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

  window.replace = (element, ...children) => {
    element.replaceChildren();
    append(element, children);
    return element;
  };
})();
