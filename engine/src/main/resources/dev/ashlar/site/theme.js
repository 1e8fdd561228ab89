// Before the first paint: the theme that the reader chose last, else that of the system, also when it changes.
(function () {
  var root = document.documentElement;
  var dark = matchMedia("(prefers-color-scheme: dark)");
  var chosen = null;
  function follow() { root.dataset.theme = dark.matches ? "dark" : "light"; }
  try { chosen = localStorage.getItem("ashlar-theme"); } catch (refused) { chosen = null; }
  if (chosen === "light" || chosen === "dark") {
    root.dataset.theme = chosen;
    root.dataset.chosen = "yes";
  } else follow();
  dark.addEventListener("change", function () {
    if (root.dataset.chosen) return;
    follow();
    document.dispatchEvent(new Event("ashlar-theme"));
  });
})();
