import { button, element, makeSpeaker, write } from "./words.js";

/**
 * Say below the facets, as long as the list is narrowed, how many cities are left; a button leads to them. It stays in
 * sight where the facets stand above the list. Paper is told what was typed.
 * @param {HTMLElement} root the finder
 * @returns {void}
 */
export function showFoot(root) {
  const say = makeSpeaker(JSON.parse(root.dataset.words));
  const show = button("", () => goTo(root.querySelector(".status")));
  const foot = element("p", "foot", show);
  foot.hidden = true;
  root.querySelector(".facet-list").append(foot);
  root.addEventListener("finder:shown", ({ detail: { cities, count } }) => {
    write(foot, "hidden", cities === null);
    if (cities) write(show, "textContent", say("finder.show", { count }));
    root.querySelector("#results .printed").textContent = root.querySelector("#q").value;
  });
}

function goTo(place) {
  place.tabIndex = -1;
  place.scrollIntoView();
  place.focus({ preventScroll: true });
}
