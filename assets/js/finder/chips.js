import { button, element } from "./words.js";

/**
 * Show what is on, each with a button that removes it, and one that removes all.
 * @param {HTMLElement} place
 * @param {{ label: string, remove: () => void }[]} chosen
 * @param {(key: string, values?: Object) => string} say
 * @param {() => void} clear
 */
export function showChips(place, chosen, say, clear) {
  if (chosen.length === 0 && place.hidden) return;
  const held = [...place.querySelectorAll("button")].indexOf(document.activeElement);
  const chips = chosen.map(({ label, remove }) => chip(label, say("finder.remove", { what: label }), remove));
  const all = chosen.length > 1 ? [button(say("finder.clear"), clear, "clear")] : [];
  const items = [...chips, ...all].map((made) => element("li", "", made));
  place.hidden = items.length === 0;
  place.replaceChildren(element("p", "visually-hidden", say("finder.on")), element("ul", "", ...items));
  // Whoever removed one with the keyboard goes on at its place.
  if (held >= 0) (place.querySelectorAll("button")[Math.min(held, items.length - 1)] ?? document.querySelector("#q")).focus();
}

function chip(label, name, remove) {
  const made = button(label, remove, "chip");
  made.setAttribute("aria-label", name);
  return made;
}
