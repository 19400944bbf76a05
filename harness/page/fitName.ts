/** A name that fits into a box of so many pixels in the type of code: without its middle where it is too long. */
export function fitName(name: string, width: number): string {
  const fits = Math.floor((width - 22) / 7.6);
  return name.length <= fits
    ? name
    : `${name.slice(0, Math.ceil(fits / 2) - 1)}…${name.slice(-Math.floor(fits / 2))}`;
}
