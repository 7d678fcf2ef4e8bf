// What the page of a city says of it. `templates/pages/city.html` marks each part with `data-compare`:
//
//   name, place, level, edition, population   one each; all but the first two may be missing; data-digits: of a number
//   since     the answer, with the date of the first certification in words in data-text; may be missing
//   award     a row of the history: its first paragraph says when, what is strong in it says what happened
//   practice  a practice, named by its h3; each h4 in it is the title of a program that shows it
//   peers     cities like this one; the links of its h3 lead to them
//
// Only texts are taken from a page, never elements: what stands in it cannot do anything here.

/**
 * A text, and its language where that is not the language of this page; digits: those of a number, where it is one.
 * @typedef {{ text: string, lang: string, digits?: string }} Text
 */

/**
 * One city. path: a text for each award; practices: by name of the practice, the titles of the programs that show it;
 * peers: slugs of cities like it. A part that its page lacks has no text.
 * @typedef {{
 *   slug: string, at: string, name: string, place: string, level: Text[], edition: Text[], since: Text[],
 *   population: Text[], path: Text[], practices: Map<string, Text[]>, peers: string[]
 * }} City
 */

const ENDS = /([a-z0-9-]+)\/(?:index\.html)?$/;

/**
 * Read the page of a city from this site.
 * @param {string} slug
 * @param {string} at path of the page on its host
 * @returns {Promise<City>} rejected where the page does not come, or is the page of no city
 */
export async function readCity(slug, at) {
  const answer = await fetch(at);
  if (!answer.ok) throw new Error(`${answer.status} ${at}`);
  return cityOf(slug, at, new DOMParser().parseFromString(await answer.text(), "text/html"));
}

/**
 * Return what a page says of its city.
 * @param {string} slug
 * @param {string} at path of the page on its host
 * @param {Document} page
 * @returns {City}
 */
export function cityOf(slug, at, page) {
  const texts = (mark) => marked(page, mark).map((part) => textOf(part, page));
  const [name, place] = [texts("name"), texts("place")].map(([found]) => found?.text ?? "");
  if (!name) throw new Error(`${at} is the page of no city`);
  return {
    slug,
    at,
    name,
    place,
    level: texts("level"),
    edition: texts("edition"),
    since: marked(page, "since").map(({ dataset }) => ({ text: dataset.text, lang: "" })),
    population: texts("population"),
    path: marked(page, "award").map((part) => awardOf(part, page)),
    practices: new Map(marked(page, "practice").map((part) => practiceOf(part, page))),
    peers: peersOf(page),
  };
}

function marked(page, mark) {
  return [...page.querySelectorAll(`[data-compare="${mark}"]`)];
}

function textOf(part, page) {
  const inner = part.querySelector("[lang]") ?? part;
  const lang = inner.closest("[lang]").lang;
  const text = part.textContent.replace(/\s+/g, " ").trim();
  return { text, lang: lang === page.documentElement.lang ? "" : lang, digits: part.dataset.digits };
}

function awardOf(part, page) {
  const [when, what] = ["p", "strong"].map((tag) => textOf(part.querySelector(tag), page).text);
  return { text: `${when}: ${what}`, lang: "" };
}

function practiceOf(part, page) {
  const titles = [...part.querySelectorAll("h4")];
  return [textOf(part.querySelector("h3"), page).text, titles.map((title) => textOf(title, page))];
}

function peersOf(page) {
  const links = marked(page, "peers").flatMap((part) => [...part.querySelectorAll("h3 a")]);
  return links.map((link) => ENDS.exec(link.getAttribute("href"))?.[1]).filter(Boolean);
}
