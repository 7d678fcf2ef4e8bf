import { Finder } from "./finder/finder.js";
import { showFoot } from "./finder/foot.js";
import { followOnMap } from "./finder/map.js";
import { followSlash } from "./finder/slash.js";

followSlash(document);
for (const root of document.querySelectorAll('[data-component="map"]')) followOnMap(root);
for (const root of document.querySelectorAll('[data-component="finder"]')) {
  showFoot(root);
  new Finder(root).start();
}
