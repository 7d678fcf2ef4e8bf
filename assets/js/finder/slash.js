const OFF = "certsite.slash";
const WRITES = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]';

/**
 * Let the key / lead to the search field, unless the visitor has turned that off: WCAG 2.1.4 asks that a shortcut of a
 * single character can be. A checkbox marked `data-slash` is the switch; the choice is kept in this browser alone.
 * @param {Document} page
 */
export function followSlash(page) {
  page.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest(WRITES) || isOff()) return;
    const field = page.querySelector('input[type="search"]');
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  for (const input of page.querySelectorAll("[data-slash]")) {
    input.checked = !isOff();
    input.addEventListener("change", () => turn(input.checked));
    input.closest("[hidden]")?.removeAttribute("hidden");
  }
}

function isOff() {
  try {
    return localStorage.getItem(OFF) === "off";
  } catch {
    return false; // storage is denied: the key works, as for everybody else
  }
}

function turn(on) {
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "off");
  } catch {
    // nothing can be kept: the choice holds for nothing but this page, where the field is at hand
  }
}
