/**
 * Lead from the field into what was found and back by the arrow keys; Escape leads back to the field.
 *
 * What is found is a plain list of links: Tab and Enter do what they do everywhere.
 * @param {HTMLElement} root the finder
 * @param {HTMLInputElement} field
 */
export function followKeys(root, field) {
  root.addEventListener("keydown", (event) => {
    const found = [...root.querySelectorAll(".found .answer a, .found .results a, .found .results button")].filter((link) => !link.closest("[hidden]"));
    const at = found.indexOf(document.activeElement);
    if (event.target !== field && at < 0) return;
    const next = { ArrowDown: found[at + 1], ArrowUp: at > 0 ? found[at - 1] : field, Escape: field }[event.key];
    if (!next || (event.target === field && event.key !== "ArrowDown")) return;
    event.preventDefault();
    next.focus();
  });
}
