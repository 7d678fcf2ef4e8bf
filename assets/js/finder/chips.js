import { button, element } from "./words.js";

/**
 * Show what is on, each with a button that removes it, and one that removes all.
 * @param {HTMLElement} place
 * @param {{ facet: string, value: string, label: string }[]} chosen
 * @param {(key: string, values?: Object) => string} say
 * @param {(facet: string, value: string) => void} remove
 * @param {() => void} clear
 */
export function showChips(place, chosen, say, remove, clear) {
  const held = [...place.querySelectorAll("button")].indexOf(document.activeElement);
  place.hidden = chosen.length === 0;
  const chips = chosen.map(({ facet, value, label }) => chip(label, say("finder.remove", { what: label }), () => remove(facet, value)));
  const all = chosen.length > 1 ? [button(say("finder.clear"), clear, "clear")] : [];
  const items = [...chips, ...all].map((made) => element("li", "", made));
  place.replaceChildren(...(items.length ? [element("p", "visually-hidden", say("finder.on")), element("ul", "", ...items)] : []));
  // Whoever removed one with the keyboard goes on at its place.
  if (held >= 0) (place.querySelectorAll("button")[Math.min(held, items.length - 1)] ?? place.closest(".finder").querySelector("#q")).focus();
}

function chip(label, name, act) {
  const made = button(label, act, "chip");
  made.setAttribute("aria-label", name);
  return made;
}
