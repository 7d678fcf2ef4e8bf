import { searchPages } from "../search/pages.js";
import { button, element } from "./words.js";

const LIMIT = 10;
const SETTLED_MS = 500;

/**
 * Return what searches the texts of pages: by itself where no name answers, on demand where one does.
 * @param {HTMLElement} place
 * @param {{ pages?: string, root: string }} where the address of the index, none where the site has none
 * @param {(key: string, values?: Object) => string} say
 */
export function makeTexts(place, { pages }, say) {
  let latest = 0;
  const run = async (query) => {
    latest += 1;
    const mine = latest;
    const found = await searchPages(pages, query, LIMIT).catch(() => null);
    if (mine !== latest) return;
    if (!found) place.replaceChildren(element("p", "", say("finder.texts.failed")));
    else if (found.length) place.replaceChildren(element("h3", "", say("finder.texts.found", { count: found.length })), element("ul", "", ...found.map(row)));
    else place.replaceChildren(element("p", "", say("finder.texts.none")));
  };
  let waiting = 0;
  return {
    /** Search for a query, or offer to. */
    offer(query, found) {
      clearTimeout(waiting);
      latest += 1;
      place.replaceChildren();
      if (!pages || !query) return;
      if (found.hits.length && !found.near) place.append(button(say("finder.texts.search"), () => run(query)));
      else waiting = setTimeout(run, SETTLED_MS, query);
    },
  };
}

function row({ title, part, url, excerpt }) {
  const link = element("a", "", part ? `${title}: ${part}` : title);
  link.href = url;
  const parts = excerpt.map(({ text, marked }) => (marked ? element("mark", "", text) : text));
  return element("li", "", link, element("p", "", ...parts));
}
