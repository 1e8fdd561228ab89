// Before the first paint: the theme that the reader chose last, else that of the system.
(function () {
  var chosen = null;
  try { chosen = localStorage.getItem("ashlar-theme"); } catch (refused) { chosen = null; }
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
})();
