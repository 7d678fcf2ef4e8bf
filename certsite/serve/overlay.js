
// Lists what is wrong with the content at the foot of the page. Its words are content: they are only ever set as text.
(async () => {
  "use strict";
  const CLOSED = "certsite-problems-closed"; // which warnings were read: they come back when they differ
  const own = new URL(".", document.currentScript.src);

  /** Return an element with a text, or with children. */
  function make(name, ...children) {
    const element = document.createElement(name);
    element.append(...children);
    return element;
  }

  /** Return one problem as an item: where it is, what is wrong, what to write instead. */
  function item({ path, line, column, says, do: mend }) {
    const where = line ? `${path}:${line}:${column}` : path;
    return make("li", make("code", where), make("span", `${says}; ${mend}`));
  }

  /** Return the problems of one severity as a list that can be folded. */
  function list(problems, severity, open) {
    const found = problems.filter((problem) => problem.severity === severity);
    const count = `${found.length} ${severity}${found.length === 1 ? "" : "s"}`;
    const details = make("details", make("summary", count), make("ul", ...found.map(item)));
    details.open = open;
    return found.length ? [details] : [];
  }

  const [told, sheet] = await Promise.all(["problems.json", "overlay.css"].map((name) => fetch(new URL(name, own))));
  const answer = await told.text();
  const { summary, problems } = JSON.parse(answer);
  const grave = problems.some((problem) => problem.severity === "error");
  if (!problems.length || (!grave && sessionStorage.getItem(CLOSED) === answer)) return;

  const title = make("div", make("h2", summary));
  title.setAttribute("role", grave ? "alert" : "status");
  const close = make("button", "Close");
  close.type = "button";
  const panel = make("section", title, close, ...list(problems, "error", true), ...list(problems, "warning", false));
  panel.setAttribute("aria-label", "Problems of the content");
  panel.className = grave ? "error" : "warning";
  panel.tabIndex = 0; // so that it can be scrolled by keyboard

  // A tree of its own: no rule of the site's style applies in it, and none of ours outside.
  const host = document.createElement("certsite-problems");
  const style = new CSSStyleSheet();
  style.replaceSync(await sheet.text());
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [style];
  close.addEventListener("click", () => {
    sessionStorage.setItem(CLOSED, answer);
    host.remove();
  });
  document.body.append(host);
  root.append(panel);
})();
