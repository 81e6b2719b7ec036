/** A name for a file in the library that no image has yet: another image of the same name would be replaced wherever it is shown. */
export function freeImageName(file: string, taken: readonly string[]): string {
  const base =
    file
      .replace(/\.[^.]*$/, '')
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50)
      .replace(/-+$/, '') || 'banner';
  for (let number = 2, name = base; ; number += 1) {
    if (!taken.includes(name)) return name;
    name = `${base}-${number}`;
  }
}
