// A link to a city; the finder around it keeps an address below the same name.
const CITY = "a[data-city]";

/**
 * Let the points of the map follow the list: those of cities that are not shown go, those of the city that is pointed at
 * or has the focus stand out. Points and names carry the numbers of their cities, links of lists that of their city. Numbers of the legend count all cities: they go while some are not shown.
 * @param {HTMLElement} root the map
 * @returns {void}
 */
export function followOnMap(root) {
  const points = Array.from(root.querySelectorAll("[data-cities]"), (element) => ({
    element,
    cities: element.dataset.cities.split(" ").map(Number),
  }));
  const point = ({ target }) => {
    // What has the focus keeps it while the page moves below a pointer that rests.
    const link = target.closest(CITY) ?? document.activeElement?.closest(CITY);
    const pointed = points.filter(({ cities }) => link && cities.includes(Number(link.dataset.city)));
    root.classList.toggle("is-pointing", pointed.length > 0);
    for (const { element } of points) element.classList.remove("is-pointed");
    for (const { element } of pointed) element.classList.add("is-pointed");
  };
  document.addEventListener("finder:shown", ({ detail: { cities: shown } }) => {
    root.classList.toggle("is-narrowed", shown !== null);
    for (const { element, cities } of points) {
      element.classList.toggle("is-off", shown !== null && !cities.some((city) => shown.has(city)));
    }
  });
  document.addEventListener("pointerover", point);
  document.addEventListener("focusin", point);
}
