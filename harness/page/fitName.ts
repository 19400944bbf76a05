/**
 * A name that fits into a box of so many pixels in the type of code: where it is too long, without the type of its
 * resource, and then without its middle.
 */
export function fitName(name: string, width: number): string {
  const fits = Math.floor((width - 22) / 7.6);
  const short = name.length <= fits ? name : name.replace(/\baws_iam_(?:role|user|group)\./, "");
  return short.length <= fits
    ? short
    : `${short.slice(0, Math.ceil(fits / 2) - 1)}…${short.slice(-Math.floor(fits / 2))}`;
}
