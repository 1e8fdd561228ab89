"use strict";
// A canvas that can be moved, made larger and smaller, and walked through with keys.
(function () {
  const READABLE = 0.75;
  const LEAST = 0.02;
  const MOST = 2.5;
  const HEAVY = 3000; // nodes and edges from which a picture is moved instead of drawn anew

  ashlar.graph.view = function (actions) {
    const canvas = h("canvas", { tabindex: "0", role: "application", "aria-label": "Lineage graph. Arrow keys go from node to node, Enter opens one, F focuses it, plus and minus zoom, 0 shows all. The list beside holds the same nodes." });
    const view = { x: 0, y: 0, scale: 1 };
    const state = { by: "layer", chosen: -1, kin: null };
    let scene = null;
    let wanted = false;
    let picture = null; // { canvas, x, y, scale } of the last full drawing, for heavy scenes
    let later = 0;

    const heavy = () => scene && scene.count + scene.from.length > HEAVY;

    function full() {
      ashlar.graph.draw(canvas, scene, view, state);
      if (heavy()) {
        if (!picture) picture = { canvas: document.createElement("canvas") };
        picture.canvas.width = canvas.width;
        picture.canvas.height = canvas.height;
        picture.canvas.getContext("2d").drawImage(canvas, 0, 0);
        Object.assign(picture, view);
      }
    }

    function moved() {
      const ratio = canvas.width / canvas.clientWidth;
      const by = view.scale / picture.scale;
      const context = canvas.getContext("2d");
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.fillStyle = ashlar.graph.paper;
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(picture.canvas, ratio * (view.x - picture.x * by), ratio * (view.y - picture.y * by), canvas.width * by, canvas.height * by);
    }

    function draw(moving) {
      if (wanted) return;
      wanted = true;
      requestAnimationFrame(() => {
        wanted = false;
        if (!scene || canvas.width === 0) return;
        if (moving && heavy() && picture && picture.scale) {
          moved();
          clearTimeout(later);
          later = setTimeout(() => draw(false), 120);
        } else full();
      });
    }

    function size() {
      const ratio = devicePixelRatio || 1;
      const width = Math.round(canvas.clientWidth * ratio);
      const height = Math.round(canvas.clientHeight * ratio);
      if (width === canvas.width && height === canvas.height) return;
      canvas.width = width;
      canvas.height = height;
      draw(false);
    }

    function fit() {
      if (!scene) return;
      const { left, top, right, bottom } = scene.box;
      const scale = Math.min((canvas.clientWidth - 60) / Math.max(1, right - left), (canvas.clientHeight - 90) / Math.max(1, bottom - top), 1.1);
      view.scale = Math.max(LEAST, scale);
      view.x = (canvas.clientWidth - (right - left) * view.scale) / 2 - left * view.scale;
      view.y = (canvas.clientHeight + 24 - (bottom - top) * view.scale) / 2 - top * view.scale;
      draw(false);
    }

    // Near enough to read names, with one node in the middle; or all of it, where that is near enough.
    function near(k) {
      fit();
      if (view.scale >= READABLE) return;
      view.scale = READABLE;
      view.x = canvas.clientWidth / 2 - (scene.x[k] + scene.width / 2) * view.scale;
      view.y = canvas.clientHeight / 2 - (scene.y[k] + scene.height / 2) * view.scale;
      draw(false);
    }

    function zoom(factor, x, y) {
      const scale = Math.min(MOST, Math.max(LEAST, view.scale * factor));
      const by = scale / view.scale;
      view.x = x - (x - view.x) * by;
      view.y = y - (y - view.y) * by;
      view.scale = scale;
      draw(true);
    }

    const middle = (factor) => zoom(factor, canvas.clientWidth / 2, canvas.clientHeight / 2);

    function choose(k, reveal) {
      state.chosen = k;
      state.kin = k < 0 ? null : ashlar.graph.kin(scene, k);
      if (reveal && k >= 0) {
        const x = scene.x[k] * view.scale + view.x;
        const y = scene.y[k] * view.scale + view.y;
        const room = { x: canvas.clientWidth - scene.width * view.scale, y: canvas.clientHeight - scene.height * view.scale };
        if (x < 20 || y < 40 || x > room.x - 20 || y > room.y - 20) {
          view.x += canvas.clientWidth / 2 - x - (scene.width * view.scale) / 2;
          view.y += canvas.clientHeight / 2 - y - (scene.height * view.scale) / 2;
        }
      }
      actions.chosen(k);
      draw(false);
    }

    function nearest(candidates, k) {
      let best = -1;
      for (const c of candidates) if (best < 0 || Math.abs(scene.y[c] - scene.y[k]) < Math.abs(scene.y[best] - scene.y[k])) best = c;
      return best;
    }

    function beside(k, sign) {
      let best = -1;
      for (let c = 0; c < scene.count; c++) {
        if (Math.abs(scene.x[c] - scene.x[k]) > 1 || sign * (scene.y[c] - scene.y[k]) <= 0) continue;
        if (best < 0 || sign * (scene.y[c] - scene.y[best]) < 0) best = c;
      }
      return best;
    }

    canvas.addEventListener("keydown", (event) => {
      if (!scene || event.ctrlKey || event.metaKey || event.altKey) return;
      const k = state.chosen;
      const walks = { ArrowLeft: () => nearest(scene.in[k], k), ArrowRight: () => nearest(scene.out[k], k), ArrowUp: () => beside(k, -1), ArrowDown: () => beside(k, 1) };
      if (walks[event.key]) {
        const next = k < 0 ? 0 : walks[event.key]();
        if (next >= 0) choose(next, true);
      } else if (event.key === "+" || event.key === "=") middle(1.25);
      else if (event.key === "-") middle(0.8);
      else if (event.key === "0") fit();
      else if (event.key === "Escape") choose(-1);
      else if (event.key === "Enter" && k >= 0) actions.open(k);
      else if ((event.key === "f" || event.key === "F") && k >= 0) actions.focus(k);
      else return;
      event.preventDefault();
    });

    const place = (event) => {
      const box = canvas.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const under = ({ x, y }) => ashlar.graph.at(scene, (x - view.x) / view.scale, (y - view.y) / view.scale);

    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      const at = place(event);
      if (event.ctrlKey || !event.shiftKey) zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), at.x, at.y);
      else {
        view.x -= event.deltaY + event.deltaX;
        draw(true);
      }
    }, { passive: false });

    const tip = h("div", { class: "tip", "aria-hidden": "true", hidden: true });
    function hover(k, at) {
      canvas.style.cursor = k >= 0 ? "pointer" : "grab";
      tip.hidden = k < 0;
      if (k < 0) return;
      tip.textContent = scene.label[k] + (scene.node[k] >= 0 ? ", " + ashlar.nodes.bandOf(scene.node[k]).label : "");
      tip.style.left = Math.min(at.x + 14, canvas.clientWidth - 180) + "px";
      tip.style.top = at.y + 18 + "px";
    }

    const fingers = new Map();
    let travelled = 0;
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, place(event));
      travelled = 0;
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!fingers.has(event.pointerId)) {
        if (scene) hover(under(place(event)), place(event));
        return;
      }
      const before = fingers.get(event.pointerId);
      const now = place(event);
      travelled += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
      if (fingers.size === 2) {
        const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
        const apart = (at) => Math.hypot(at.x - other.x, at.y - other.y) || 1;
        zoom(apart(now) / apart(before), other.x, other.y);
      } else {
        view.x += now.x - before.x;
        view.y += now.y - before.y;
        draw(true);
      }
      fingers.set(event.pointerId, now);
    });
    const lift = (event) => {
      if (fingers.delete(event.pointerId) && event.type === "pointerup" && travelled < 5 && scene) choose(under(place(event)));
    };
    canvas.addEventListener("pointerup", lift);
    canvas.addEventListener("pointercancel", lift);
    canvas.addEventListener("pointerleave", () => (tip.hidden = true));
    canvas.addEventListener("dblclick", (event) => {
      const k = scene ? under(place(event)) : -1;
      if (k >= 0) actions.open(k);
    });

    const watch = new ResizeObserver(size);
    const themed = () => {
      ashlar.graph.paper = ashlar.graph.colours().paper;
      draw(false);
    };
    document.addEventListener("ashlar-theme", themed);
    watch.observe(canvas);
    ashlar.graph.paper = ashlar.graph.colours().paper;

    return {
      canvas, tip, view, state, fit, near, zoom: middle, choose,
      show: (fresh) => {
        scene = fresh;
        picture = null;
        state.chosen = -1;
        state.kin = null;
        size();
        fit();
      },
      colour: (by) => {
        state.by = by;
        draw(false);
      },
      scene: () => scene,
      end: () => {
        watch.disconnect();
        document.removeEventListener("ashlar-theme", themed);
      },
    };
  };
})();
