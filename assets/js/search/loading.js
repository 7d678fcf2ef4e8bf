const asked = new Map();

/**
 * Load a script of the site, once however often this is called.
 * @param {string} at its address
 * @returns {Promise<void>} rejected where it does not come; the next call then asks anew
 */
export function loadScript(at) {
  if (!asked.has(at)) asked.set(at, load(at));
  return asked.get(at);
}

function load(at) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = at;
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => {
      asked.delete(at);
      script.remove();
      reject(new Error(at));
    });
    document.head.append(script);
  });
}
