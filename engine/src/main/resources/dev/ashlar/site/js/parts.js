"use strict";
// The parts of the site's data. Each is a script that calls ashlar.part(name, value); all but the index are packed and are
// loaded and unpacked when a page first asks for them.
const ashlar = { workers: {}, pages: {}, graph: {} };

(function () {
  const given = new Map(); // as the scripts brought it
  const ready = new Map(); // promises of unpacked values
  const here = document.currentScript;
  const stamp = (here && here.dataset.stamp) || "";
  let started = false;

  ashlar.part = function (name, value) {
    given.set(name, value);
    if (name === "index" && started) ashlar.begin(value);
  };

  ashlar.start = function () {
    started = true;
    if (given.has("index")) ashlar.begin(given.get("index"));
  };

  async function unpack(text) {
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  }

  function script(name) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = "data/" + name + ".js?" + stamp;
      element.onload = resolve;
      element.onerror = () => reject(new Error("The file data/" + name + ".js is missing."));
      document.head.append(element);
    });
  }

  async function fresh(name) {
    if (!given.has(name)) await script(name);
    const value = given.get(name);
    given.delete(name);
    return unpack(value);
  }

  // A promise of the part's value.
  ashlar.load = function (name) {
    if (!ready.has(name)) ready.set(name, fresh(name));
    return ready.get(name);
  };

  // Starts a background thread from its text: a browser opens no worker file from a folder.
  ashlar.worker = function (name) {
    const url = URL.createObjectURL(new Blob([ashlar.workers[name]], { type: "text/javascript" }));
    return new Worker(url);
  };
})();
