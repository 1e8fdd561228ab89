"use strict";
// Every view has an address after the #, so that it can be kept and sent: "#/node/<id>?at=sql".
(function () {
  const routes = [];
  let shown = 0;

  // path: "node/:id"; show(parameters, query) gives an element or a promise of one
  ashlar.route = (path, show) => routes.push({ parts: path.split("/"), show });

  ashlar.address = function (hash) {
    const text = hash.replace(/^#\/?/, "");
    const [path, search] = text.split("?", 2);
    const words = path.split("/").map((word) => {
      try {
        return decodeURIComponent(word);
      } catch (broken) {
        return word;
      }
    });
    return { words, query: new URLSearchParams(search || "") };
  };

  function match(route, words) {
    if (route.parts.length !== words.length) return null;
    const parameters = {};
    for (let i = 0; i < words.length; i++) {
      if (route.parts[i].startsWith(":")) parameters[route.parts[i].slice(1)] = words[i];
      else if (route.parts[i] !== words[i]) return null;
    }
    return parameters;
  }

  ashlar.missing = (what) =>
    h("div", { class: "page" }, h("h1", {}, "Not here"), h("p", { class: "lead" }, what), h("p", {}, h("a", { href: "#/" }, "To the overview")));

  ashlar.show = async function () {
    const turn = ++shown;
    const hash = location.hash;
    const { words, query } = ashlar.address(hash);
    let view = null;
    for (const route of routes) {
      const parameters = match(route, words);
      if (!parameters) continue;
      try {
        view = await route.show(parameters, query);
      } catch (problem) {
        view = ashlar.missing(problem.message);
      }
      break;
    }
    if (turn !== shown) return; // the reader has gone on meanwhile
    ashlar.frame.present(view || ashlar.missing("No page has this address: " + location.hash), words, query, hash);
  };

  // Changes the address without a new page: for what a view keeps in it.
  ashlar.keep = function (path, query) {
    const text = query.toString();
    history.replaceState(null, "", "#/" + path + (text ? "?" + text : ""));
  };

  ashlar.go = (address) => {
    if (location.hash === address) ashlar.show();
    else location.hash = address;
  };
})();
