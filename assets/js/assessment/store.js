/**
 * Return a drawer of this browser that holds one text. Nothing it does throws: where the browser keeps nothing for this
 * site, reading gives nothing and writing says so.
 * @param {string} key
 */
export function makeStore(key) {
  const tried = (act, failed) => {
    try {
      return act();
    } catch {
      return failed;
    }
  };
  const read = () => tried(() => localStorage.getItem(key), null);
  const write = (at, text) =>
    tried(() => {
      localStorage.setItem(at, text);
      return true;
    }, false);
  return {
    /** @returns {string | null} */
    read,
    /** @returns {boolean} whether the text is kept */
    write: (text) => write(key, text),
    /** @returns {boolean} whether this browser keeps texts at all */
    works: () =>
      write(`${key}.try`, "1") &&
      tried(() => {
        localStorage.removeItem(`${key}.try`);
        return true;
      }, false),
    /** Put the text aside, where no answer overwrites it. */
    setAside: () => tried(() => localStorage.setItem(`${key}.unread`, localStorage.getItem(key)), null),
    forget: () =>
      tried(() => {
        localStorage.removeItem(key);
        localStorage.removeItem(`${key}.unread`);
      }, null),
    /** Call when another page of this site may have changed the text. */
    follow: (changed) => {
      addEventListener("storage", (event) => (event.key === key || event.key === null) && changed());
      // A page that the history brings back has slept meanwhile, and heard of nothing.
      addEventListener("pageshow", (event) => event.persisted && changed());
    },
  };
}
