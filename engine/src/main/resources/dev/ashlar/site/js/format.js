"use strict";
// Numbers, times and statuses in words.
(function () {
  const STATUSES = {
    "": ["none", "–", "not run yet"],
    success: ["good", "✓", "built"],
    pass: ["good", "✓", "passed"],
    fresh: ["good", "✓", "fresh"],
    "no-op": ["none", "–", "nothing to do"],
    skipped: ["none", "→", "skipped"],
    warn: ["warn", "!", "warned"],
    "stale warn": ["warn", "!", "late"],
    "partial success": ["warn", "◐", "in part"],
    fail: ["bad", "✕", "failed"],
    error: ["bad", "✕", "error"],
    "stale error": ["bad", "✕", "too late"],
    "stale runtime error": ["bad", "✕", "cannot be judged"],
  };

  const format = {};

  format.status = (status) => {
    const [tone, glyph, word] = STATUSES[status] || ["none", "•", status];
    return { tone, glyph, word };
  };

  // The status of a source by what the check of its freshness found.
  format.freshness = (found) => (found === "pass" ? "fresh" : "stale " + found);

  format.count = (number) => number.toLocaleString("en");

  format.counted = (number, noun) => format.count(number) + " " + noun + (number === 1 ? "" : "s");

  format.seconds = (seconds) => {
    if (seconds === undefined || seconds === null || seconds < 0) return "";
    if (seconds < 1) return Math.max(1, Math.round(seconds * 1000)) + " ms";
    if (seconds < 60) return seconds.toFixed(1) + " s";
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60) return minutes + " min " + Math.round(seconds % 60) + " s";
    return Math.floor(minutes / 60) + " h " + (minutes % 60) + " min";
  };

  format.age = (seconds) => {
    if (seconds < 90) return Math.round(seconds) + " seconds";
    if (seconds < 90 * 60) return Math.round(seconds / 60) + " minutes";
    if (seconds < 36 * 3600) return Math.round(seconds / 3600) + " hours";
    return Math.round(seconds / 86400) + " days";
  };

  // Times are UTC, as in the warehouse, and said so.
  format.time = (iso) => iso.slice(0, 10) + " " + iso.slice(11, 16) + " UTC";

  // A name that may be broken after its dots, lines and slashes.
  format.name = (name) => name.split(/(?<=[_/:])(?=[^._/:])|(?<=[.])(?=[^._/:]{5})/).flatMap((part, i) => (i === 0 ? [part] : [h("wbr"), part]));

  format.words = (name) => name.replace(/_/g, " ");

  ashlar.format = format;
})();
