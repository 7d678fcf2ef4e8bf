import { bare } from "./names.js";

/** Return what finds cities. */
export function makeEngine(cities) {
  return {
    search(query) {
      const words = bare(query).split(/\s+/).filter(Boolean);
      const hits = cities.names
        .map((name, city) => ({ city, why: "name", what: "", near: false, text: bare(`${name} ${cities.place(city)} ${cities.code(city)} ${cities.programs(city).join(" ")}`) }))
        .filter(({ text }) => words.every((word) => text.includes(word)));
      const exact = hits.find(({ city }) => bare(cities.names[city]) === bare(query));
      return { hits, exact: exact ? exact.city : null, near: false, nearest: [] };
    },
  };
}
