"use strict";
// Has a scene laid out in the background, and an index made of what is where.
(function () {
  const CELL = 400;
  const WIDTH = 176;
  const HEIGHT = 34;
  let worker = null;
  let last = 0;
  const waiting = new Map();

  function send(message) {
    if (!worker) {
      worker = ashlar.worker("layout");
      worker.onmessage = ({ data }) => {
        const done = waiting.get(data.turn);
        waiting.delete(data.turn);
        done(data);
      };
    }
    return new Promise((done) => {
      const turn = ++last;
      waiting.set(turn, done);
      worker.postMessage({ turn, ...message });
    });
  }

  // aspect: height by width of the place where it will be shown
  ashlar.graph.layout = async function (scene, aspect) {
    const from = Int32Array.from(scene.from);
    const to = Int32Array.from(scene.to);
    const band = Int32Array.from(scene.band);
    const laid = await send({ count: scene.count, from, to, band, width: WIDTH, height: HEIGHT, aspect });
    scene.x = laid.x;
    scene.y = laid.y;
    scene.bands = laid.bands; // [{ band, left, right }] from left to right
    scene.box = laid.box;
    scene.width = WIDTH;
    scene.height = HEIGHT;
    scene.grid = new Map();
    for (let k = 0; k < scene.count; k++) {
      for (let cx = Math.floor(scene.x[k] / CELL); cx <= Math.floor((scene.x[k] + WIDTH) / CELL); cx++) {
        for (let cy = Math.floor(scene.y[k] / CELL); cy <= Math.floor((scene.y[k] + HEIGHT) / CELL); cy++) {
          const key = cx + ":" + cy;
          if (!scene.grid.has(key)) scene.grid.set(key, []);
          scene.grid.get(key).push(k);
        }
      }
    }
    return scene;
  };

  // What stands at a point; -1 for nothing.
  ashlar.graph.at = function (scene, x, y) {
    for (const k of scene.grid.get(Math.floor(x / CELL) + ":" + Math.floor(y / CELL)) || []) {
      if (x >= scene.x[k] && x <= scene.x[k] + scene.width && y >= scene.y[k] && y <= scene.y[k] + scene.height) return k;
    }
    return -1;
  };
})();
