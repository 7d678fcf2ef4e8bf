// How far two spellings are from each other.

/**
 * Return how many typing errors turn one word into the other: letters left out, added or mistaken, and neighbors
 * swapped (Damerau-Levenshtein distance, no letter being edited twice).
 * @param {string} one
 * @param {string} other
 * @param {number} limit the distance of interest; a greater one is told as limit + 1
 * @returns {number}
 */
export function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let above = [];
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  let least = 0;
  for (let line = 1; line <= one.length; line += 1) {
    const below = [line];
    let leastBelow = line;
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[line - 1] === other[column - 1];
      let errors = Math.min(row[column] + 1, below[column - 1] + 1, row[column - 1] + (isSame ? 0 : 1));
      if (isSwap(one, other, line, column)) errors = Math.min(errors, above[column - 2] + 1);
      below.push(errors);
      leastBelow = Math.min(leastBelow, errors);
    }
    // A swap looks two rows back, so that only two rows without a small number end the search.
    if (least > limit && leastBelow > limit) return limit + 1;
    [above, row, least] = [row, below, leastBelow];
  }
  return Math.min(row[other.length], limit + 1);
}

/**
 * Return how many typing errors a word may have: none in a short one or a number, where one error makes another word.
 * @param {string} word
 * @returns {number}
 */
export function errorsAllowed(word) {
  if (word.length < 4 || /\d/.test(word)) return 0;
  return word.length < 8 ? 1 : 2;
}

function isSwap(one, other, line, column) {
  return line > 1 && column > 1 && one[line - 1] === other[column - 2] && one[line - 2] === other[column - 1];
}
