"""The docs site of a large project: how long it takes to make, how large it is, how long a reader waits."""

import json
import statistics

import browser
import generate

# When the first view stands, by the page's own clock, which begins with the navigation: the page names its address when it is
# whole, and the second frame after that is surely on the screen.
FIRST_VIEW = """
new MutationObserver((changes, watch) => {
  if (window.firstView || !document.querySelector("main[data-address]")) return;
  watch.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => (window.firstView = performance.now())));
}).observe(document, { childList: true, subtree: true, attributes: true });
"""

SOON = "new Promise(done => { const look = () => (%s) ? done(performance.now()) : setTimeout(look, 2); look(); })"

# From the letter that is typed to the frame that shows its results, for each length of each question.
SEARCH = """
(async () => {
  ashlar.search.open();
  const field = document.querySelector("dialog input");
  const dialog = document.querySelector("dialog.search");
  const ask = async (text) => {
    const before = performance.now();
    field.value = text;
    field.dispatchEvent(new Event("input"));
    while (dialog.dataset.answered !== text) await new Promise(done => { const c = new MessageChannel(); c.port1.onmessage = done; c.port2.postMessage(0); });
    return [performance.now() - before, Number(dialog.dataset.millis), document.querySelectorAll("#found a").length];
  };
  const opened = performance.now();
  await ask("a");
  const ready = performance.now() - opened;
  const found = [];
  for (const question of %s) for (let n = 1; n <= question.length; n++) found.push([question.slice(0, n), ...await ask(question.slice(0, n))]);
  return { ready, found };
})()
"""

GRAPH = """
(async () => {
  const before = performance.now();
  ashlar.go("#/graph");
  while (!document.querySelector(".graph-page[data-drawn]")) await new Promise(done => setTimeout(done, 2));
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const drawn = performance.now() - before;
  const canvas = document.querySelector("canvas");
  const box = canvas.getBoundingClientRect();
  const frames = [];
  const point = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type, { pointerId: 1, clientX: box.left + x, clientY: box.top + y, bubbles: true }));
  canvas.setPointerCapture = () => {};
  point("pointerdown", 400, 300);
  let last = performance.now();
  for (let i = 0; i < 120; i++) {
    point("pointermove", 400 + 200 * Math.sin(i / 10), 300 + 100 * Math.cos(i / 10));
    await new Promise(requestAnimationFrame);
    frames.push(performance.now() - last);
    last = performance.now();
  }
  point("pointerup", 0, 0);
  for (let i = 0; i < 120; i++) {
    canvas.dispatchEvent(new WheelEvent("wheel", { deltaY: i < 60 ? -40 : 40, clientX: box.left + 400, clientY: box.top + 300, cancelable: true }));
    await new Promise(requestAnimationFrame);
    frames.push(performance.now() - last);
    last = performance.now();
  }
  return { drawn, frames, nodes: ashlar.graph.current.scene().count, edges: ashlar.graph.current.scene().from.length };
})()
"""

GO = """
(async () => {
  const before = performance.now();
  ashlar.go(%s);
  while (document.querySelector("main").dataset.address !== %s) await new Promise(done => setTimeout(done, 1));
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - before;
})()
"""


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def millis(value):
    return f"{value:.0f} ms" if value >= 10 else f"{value:.1f} ms"


def measured(bench, options):
    """Rows of the table: what, figure, how far it may go."""
    folder, questions, pages = generate.docs_project(options.work / "docs", options.docs)
    base = ("--project-dir", folder, "--profiles-dir", folder)
    read, made, listed = [], [], []
    bench.measure(bench.ASHLAR, "parse", *base)
    for _ in range(options.rounds):
        read.append(bench.measure(bench.ASHLAR, "parse", *base))
        made.append(bench.measure(bench.ASHLAR, "docs", "generate", "--no-catalog", *base))
    site = folder / "target" / "docs"
    size = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
    parse, whole = bench.median(read), bench.median(made)
    yield "`docs generate`, whole process", bench.seconds(whole[0]), "", f"{whole[1]:.0f} MB"
    yield "beyond `parse` of the same project", bench.seconds(whole[0] - parse[0]), "10 s", ""
    spent = statistics.median(run.processor for run in made) - statistics.median(run.processor for run in read)
    yield "processor time of that, all cores together", bench.seconds(spent), "", "what other work on the machine does not change"
    yield "size of the site", f"{size / 1e6:.1f} MB", "15 MB", f"{sum(1 for _ in site.rglob('*.js'))} scripts"
    yield "of it, for the first view", f"{(sum((site / name).stat().st_size for name in ('index.html', 'app.css', 'app.js', 'theme.js', 'data/index.js'))) / 1e6:.2f} MB", "", ""

    tab = browser.Browser()
    try:
        address = f"file://{site}/index.html"
        first = []
        for _ in range(5):
            tab.open(address, FIRST_VIEW)
            tab.ask(SOON % "window.firstView")
            first.append(tab.ask("window.firstView"))
        yield "first view, from the navigation", millis(statistics.median(first)), "1 s", f"slowest of 5: {millis(max(first))}"
        opened = [tab.ask(GO % (json.dumps(page), json.dumps(page))) for page in pages]
        yield "page of a node or column, from the click", millis(statistics.median(opened)), "", f"slowest of {len(opened)}: {millis(max(opened))}"
        search = tab.ask(SEARCH % json.dumps(questions))
        waited = [entry[1] for entry in search["found"]]
        worked = [entry[2] for entry in search["found"]]
        slowest = max(search["found"], key=lambda entry: entry[1])
        yield "search, from the letter to the results", millis(statistics.median(waited)), "50 ms", (
            f"of {len(waited)}: 95 % below {millis(percentile(waited, 0.95))}, slowest {millis(max(waited))} (`{slowest[0]}`)")
        yield "of it, in the background thread", millis(statistics.median(worked)), "", f"slowest {millis(max(worked))}"
        yield "index of the search read, once", millis(search["ready"]), "", "in the background, when search is first opened"
        tab.open(address, FIRST_VIEW)
        tab.ask(SOON % "window.firstView")
        graph = tab.ask(GRAPH)
        yield f"graph of {graph['nodes']:,} nodes and {graph['edges']:,} edges, laid out and drawn", millis(graph["drawn"]), "", "layout in the background"
        frames = graph["frames"]
        yield "a frame while it is moved and zoomed", millis(statistics.median(frames)), "", f"95 % below {millis(percentile(frames, 0.95))}, slowest {millis(max(frames))}"
    finally:
        tab.close()
    options.browser = tab.version
