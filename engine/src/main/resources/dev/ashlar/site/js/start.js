"use strict";
// The pages and their addresses; begins when the index has been read.
ashlar.begin = function (index) {
  ashlar.readIndex(index);
  ashlar.frame.build(index);
  ashlar.route("", ashlar.pages.overview);
  ashlar.route("node/:id", ashlar.pages.node);
  ashlar.route("column/:id/:name", ashlar.pages.column);
  ashlar.route("band/:key", ashlar.pages.band);
  ashlar.route("graph", ashlar.pages.graph);
  ashlar.route("tests", ashlar.pages.tests);
  ashlar.route("runs", ashlar.pages.runs);
  ashlar.route("run/:number", ashlar.pages.run);
  ashlar.route("macros", ashlar.pages.macros);
  addEventListener("hashchange", ashlar.show);
  ashlar.show();
};
