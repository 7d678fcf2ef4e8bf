import { loadScript } from "../search/loading.js";
import { button, element } from "./words.js";

const LIMIT = 10;
const SETTLED_MS = 500;

/**
 * Return what searches the texts of pages: by itself where no name answers, on demand where one does.
 * @param {HTMLElement} place
 * @param {{ pages?: string, texts?: string }} where addresses of the index and of the script that asks it, which is loaded
 *   when it is needed; none where the site has none
 * @param {(key: string, values?: Object) => string} say
 * @param {(text: string) => void} tell says a text to those who do not see it appear
 */
export function makeTexts(place, { pages, texts }, say, tell) {
  let latest = 0;
  let waiting = 0;
  let query = "";

  const run = async (isAsked) => {
    latest += 1;
    const mine = latest;
    const searched = loadScript(texts).then(() => globalThis.certsiteTexts(pages, query, LIMIT + 1));
    const found = await searched.catch(() => null);
    if (mine !== latest) return;
    const title = element("h3", "", say(...wording(found)));
    title.tabIndex = -1;
    const rows = found?.slice(0, LIMIT).map(row) ?? [];
    place.replaceChildren(title, element("ul", "", ...rows), ...(found ? [] : [ask]));
    if (isAsked) title.focus();
    else tell(title.textContent);
  };

  const ask = button(say("finder.texts.search"), () => run(true));

  return {
    /** Search for a query, or offer to. */
    offer(typed, found) {
      clearTimeout(waiting);
      latest += 1;
      query = typed;
      const isAsked = pages && query;
      const isOffered = isAsked && found.hits.length && !found.near;
      if (place.firstChild !== (isOffered ? ask : null)) place.replaceChildren(...(isOffered ? [ask] : []));
      if (isAsked && !isOffered) waiting = setTimeout(run, SETTLED_MS, false);
    },
  };
}

function wording(found) {
  if (!found) return ["finder.texts.failed"];
  if (!found.length) return ["finder.texts.none"];
  if (found.length > LIMIT) return ["finder.texts.many", { count: LIMIT }];
  return ["finder.texts.found", { count: found.length }];
}

function row({ title, part, url, excerpt }) {
  const link = element("a", "", part ? `${title}: ${part}` : title);
  link.href = url;
  const parts = excerpt.map(({ text, marked }) => (marked ? element("mark", "", text) : text));
  return element("li", "", link, element("p", "", ...parts));
}
