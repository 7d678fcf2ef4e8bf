// The words of the page's language, as `certsite/plan/finder.py` hands them over: each wording in its plural forms.

const NUMBERS = new Intl.NumberFormat(document.documentElement.lang);
const FORMS = new Intl.PluralRules(document.documentElement.lang);

/**
 * Return a speaker for wordings with places, as `{count} of {total}`.
 * @param {Object<string, Object<string, string>>} words
 * @returns {(key: string, values?: Object<string, string | number>) => string} `count` chooses the form
 */
export function makeSpeaker(words) {
  return (key, values = {}) => {
    const forms = words[key];
    const wording = forms[FORMS.select(values.count ?? 0)] ?? forms.other;
    return wording.replace(/\{(\w+)\}/g, (place, name) => (name in values ? written(values[name]) : place));
  };
}

/**
 * Return a value as it is written in the language of the page.
 * @param {string | number} value
 * @returns {string}
 */
export function written(value) {
  return typeof value === "number" ? NUMBERS.format(value) : value;
}

/**
 * Return a button.
 * @param {string} text
 * @param {() => void} act what it does
 * @param {string} [kind] its class
 * @returns {HTMLButtonElement}
 */
export function button(text, act, kind = "") {
  const made = element("button", kind, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/**
 * Return an element with a class and what it holds.
 * @param {string} name
 * @param {string} kind its class, or ""
 * @param {...(Node | string)} parts
 * @returns {HTMLElement}
 */
export function element(name, kind, ...parts) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.append(...parts);
  return made;
}

/**
 * Write what changes alone: whatever is written to an element has its style and layout done anew.
 * @param {HTMLElement} place
 * @param {string} property
 * @param {string | boolean} value
 */
export function write(place, property, value) {
  if (place[property] !== value) place[property] = value;
}
