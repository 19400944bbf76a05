/**
 * Whether the reference's name of a condition key is that of a key, both in lower case: `aws:requesttag/${tagkey}`
 * names every key with that beginning and that end.
 */
export function namesKey(name: string, key: string): boolean {
  const open = name.indexOf("${");
  if (open < 0) return name === key;
  const rest = name.slice(name.lastIndexOf("}") + 1);
  return key.length > open + rest.length && key.startsWith(name.slice(0, open)) && key.endsWith(rest);
}
