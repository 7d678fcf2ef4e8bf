// The layer behind the names: Pagefind looks in the texts of the pages. It is loaded when it is first asked.
//
// Pagefind passes over words that it does not know and takes the beginning of a word for the word. A result counts only
// if its page holds every word asked, and that is what Pagefind answers for a word in quotation marks: pages with that
// word or another form of it.

/**
 * @typedef {{ text: string, marked: boolean }} Piece A part of an excerpt; marked: it is what was asked for.
 * @typedef {{ title: string, part: string, url: string, excerpt: Piece[] }} PageResult
 *   A page that holds what was asked. part: the heading of the part that holds most of it, to which url leads, or empty.
 */

const EXCERPT_WORDS = 24;
const TELLING_TIMES = 3;
const MOST_WORDS = 10;

/** The texts of the pages could not be loaded; `cause` says why. */
export class PagesUnreachable extends Error {}

/** @type {Map<string, Promise<any>>} */
const pageSearches = new Map();

/**
 * Return the best pages in the language of this page whose texts hold every word asked, of the first ten.
 * @param {string} at address of `pagefind.js`, as it stands in this page
 * @param {string} query what was typed
 * @param {number} limit how many results at most
 * @returns {Promise<PageResult[]>} the best one first; none where no word is asked
 * @throws {PagesUnreachable}
 */
export async function searchPages(at, query, limit) {
  const words = wordsOfPages(query).slice(0, MOST_WORDS);
  if (words.length === 0) return [];
  const script = new URL(at, document.baseURI);
  try {
    const found = await pagesWithAll(await pagefindAt(script), words);
    return await firstHolding(found, words, limit);
  } catch (cause) {
    await forgetPagefind(script);
    throw new PagesUnreachable("The texts of the pages could not be searched.", { cause });
  }
}

/**
 * Return the words of a text, each once. Signs inside a word are dropped as Pagefind does it: "city's", "U.S", "1,500".
 * @param {string} text
 */
function wordsOfPages(text) {
  const found = text.normalize("NFC").toLowerCase().match(/[\p{L}\p{M}\p{N}]+(?:['’.,][\p{L}\p{M}\p{N}]+)*/gu) ?? [];
  return [...new Set(found.map((word) => word.replace(/['’.,]/g, "")))];
}

/** @param {URL} script */
function pagefindAt(script) {
  if (!pageSearches.has(script.href)) pageSearches.set(script.href, loadPagefind(script));
  return pageSearches.get(script.href);
}

/** @param {URL} script */
async function loadPagefind(script) {
  const { createInstance } = await import(script.href);
  const baseUrl = new URL("../../", script).pathname;
  const pagefind = createInstance({ baseUrl, excerptLength: EXCERPT_WORDS });
  await pagefind.init();
  return pagefind;
}

/**
 * Let the next search load everything anew: what failed to load would stay away.
 * @param {URL} script
 */
async function forgetPagefind(script) {
  const loaded = pageSearches.get(script.href);
  pageSearches.delete(script.href);
  await loaded?.then((pagefind) => pagefind.destroy()).catch(() => {});
}

/**
 * Return what Pagefind finds, best first, without the pages that lack a word. Words on far more pages than the rarest
 * one, such as "of", are asked for, but neither give the order nor are marked.
 * @param {any} pagefind
 * @param {string[]} words
 */
async function pagesWithAll(pagefind, words) {
  const answers = await Promise.all(words.map((word) => pagefind.search(`"${word}"`)));
  const holding = answers.map((answer) => new Set(answer.results.map((result) => result.id)));
  if (holding.some((ids) => ids.size === 0)) return noneOnline();
  const most = TELLING_TIMES * Math.min(...holding.map((ids) => ids.size));
  const telling = words.filter((_, index) => holding[index].size <= most);
  const { results } = await pagefind.search(telling.join(" "));
  return results.filter((result) => holding.every((ids) => ids.has(result.id)));
}

/** Return no results. Pagefind finds none as well where a part of its index cannot be loaded. */
function noneOnline() {
  if (!navigator.onLine) throw new Error("There is no network.");
  return [];
}

/**
 * Load results in their order until there are enough. A word that was written with an accent is meant with it: "Pará" is
 * a state, "para" stands on every page. Pagefind puts pages that have the accent first, so the first ones without end it.
 * @param {any[]} found
 * @param {string[]} words
 * @param {number} limit
 */
async function firstHolding(found, words, limit) {
  const accented = words.filter((word) => word !== withoutAccents(word));
  const held = [];
  for (let start = 0; start < found.length && held.length < limit; start += limit) {
    const pages = await Promise.all(found.slice(start, start + limit).map((result) => result.data()));
    const holding = pages.filter((page) => accented.every((word) => hasWord(page.content, word)));
    if (holding.length === 0) break;
    held.push(...holding);
  }
  return held.slice(0, limit).map(pageResult);
}

/** @param {string} text */
function withoutAccents(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "");
}

/**
 * Say whether a word of the text, or its beginning, is this one.
 * @param {string} text
 * @param {string} word
 */
function hasWord(text, word) {
  return wordsOfPages(text).some((other) => other.startsWith(word));
}

/** @returns {PageResult} */
function pageResult(page) {
  const parts = [...page.sub_results].sort((one, other) => other.locations.length - one.locations.length);
  const best = parts[0] ?? page;
  return {
    title: page.meta.title,
    part: best.anchor ? best.title : "",
    url: best.url,
    excerpt: piecesOf(best.excerpt),
  };
}

/**
 * Return an excerpt of Pagefind, which is HTML with `<mark>` around what was asked, as pieces of plain text.
 * @param {string} html
 * @returns {Piece[]}
 */
function piecesOf(html) {
  const texts = html.split(/<\/?mark>/).map((text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
  return texts.map((text, index) => ({ text, marked: index % 2 === 1 })).filter(({ text }) => text !== "");
}
