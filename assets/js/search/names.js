// Names without accents and case, as `certsite/slugs.py` spells them.

/** Letters that Unicode does not take apart, as the transform Latin-ASCII of Unicode CLDR spells them. */
const SPELLED = { æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ß: "ss" };

/**
 * Return a name as it is compared: case and accents aside.
 * @param {string} text
 * @returns {string}
 */
export function bare(text) {
  const apart = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  return apart.replace(/[æœøłđðþıß]/g, (letter) => SPELLED[letter]);
}

/**
 * Return a name in Latin letters as a part of an address: letters a to z, digits and hyphens.
 * @param {string} text
 * @returns {string}
 */
export function slugOf(text) {
  return bare(text).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}
