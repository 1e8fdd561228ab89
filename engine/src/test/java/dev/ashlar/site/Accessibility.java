package dev.ashlar.site;

/** Scripts that look for what some readers cannot read; each gives a list of what it found. */
final class Accessibility {
    /**
     * Texts whose contrast with what lies behind them is below 4.5 to 1, or 3 to 1 for large ones: WCAG 2.2, 1.4.3. Colours are read off a
     * canvas, so that any notation counts.
     */
    static final String POOR_CONTRAST = """
            (() => {
              const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
              const known = new Map(); // reading the canvas is slow
              const rgba = (text) => {
                if (known.has(text)) return known.get(text);
                pen.clearRect(0, 0, 1, 1);
                pen.fillStyle = text;
                pen.fillRect(0, 0, 1, 1);
                const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
                known.set(text, [r, g, b, a / 255]);
                return known.get(text);
              };
              const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
              const light = (c) => c.slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const ground = (element) => {
                const layers = [];
                for (let at = element; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
                return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
              };
              const poor = new Map();
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const element = walker.currentNode.parentElement;
                if (!walker.currentNode.textContent.trim() || !element.checkVisibility({ opacityProperty: true })) continue;
                const style = getComputedStyle(element);
                const behind = ground(element);
                const [a, b] = [light(over(rgba(style.color), behind)), light(behind)];
                const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                const size = parseFloat(style.fontSize);
                const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
                if (contrast < (large ? 3 : 4.5)) poor.set(element.className + " " + style.color, contrast.toFixed(2) + " " + element.outerHTML.slice(0, 120));
              }
              return [...poor.values()];
            })()""";

    /** Controls that a screen reader could not name, and images without words. */
    static final String NAMELESS = """
            [...document.querySelectorAll("a[href], button, input, select, textarea, [role=tab], canvas, [role=region], nav, aside, table")]
              .filter((e) => e.checkVisibility())
              .filter((e) => !((e.getAttribute("aria-label") || "").trim() || e.textContent.trim() || (e.labels && e.labels.length > 0) || (e.caption && e.caption.textContent.trim())))
              .map((e) => e.outerHTML.slice(0, 160))""";

    private Accessibility() {}
}
