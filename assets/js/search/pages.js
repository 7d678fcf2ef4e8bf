/** Search the texts of pages. */
export async function searchPages() {
  return [];
}
