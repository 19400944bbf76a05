/** Whether a string contains a secret. */
export type HasSecret = (text: string) => boolean;

/** How many characters of a secret are looked up first; a shorter one is in many strings by chance. */
export const shortest = 4;

/** A longer document is only recognized as a whole: many of them begin alike. */
const longestDocument = 256;

/** Also without the blanks around it, and as JSON escapes it. */
const formsOf = (secret: string): readonly string[] => [
  ...new Set([secret, secret.trim(), JSON.stringify(secret).slice(1, -1)]),
];

const isIndexed = (form: string): boolean =>
  form.length >= shortest && (form.length <= longestDocument || !/^\s*[{[]/.test(form));

/** The secrets that begin alike, by their lengths. */
type Lengths = Map<number, Set<string>>;

/** Finds secrets in strings, in a time that grows little with their number. */
export function secretTexts(secrets: ReadonlySet<string>): HasSecret {
  const byStart = new Map<string, Lengths>();
  for (const secret of secrets) for (const form of formsOf(secret)) if (isIndexed(form)) add(byStart, form);
  return (text) => secrets.has(text) || (byStart.size > 0 && hasAny(text, byStart));
}

function add(byStart: Map<string, Lengths>, secret: string): void {
  const start = secret.slice(0, shortest);
  const lengths = byStart.get(start) ?? new Map<number, Set<string>>();
  byStart.set(start, lengths);
  const alike = lengths.get(secret.length) ?? new Set<string>();
  lengths.set(secret.length, alike.add(secret));
}

function hasAny(text: string, byStart: ReadonlyMap<string, Lengths>): boolean {
  for (let at = 0; at + shortest <= text.length; at++)
    for (const [length, alike] of byStart.get(text.slice(at, at + shortest)) ?? [])
      if (alike.has(text.slice(at, at + length))) return true;
  return false;
}
