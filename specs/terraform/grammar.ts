import fc from "fast-check";

/** What each word represents: one of its rows, in which `<word>` is a word again, and `<word*>` some with commas. */
export type Grammar = Readonly<Record<string, readonly string[]>>;

/** The sentences of a grammar; beyond the depth a word is its first row, which should hold few others. */
export function fromGrammar(grammar: Grammar, start: string, depth: number): fc.Arbitrary<string> {
  const made = fc.letrec<Record<string, string>>((tie) =>
    Object.fromEntries(
      Object.entries(grammar).map(([word, rows]) => {
        const filled = rows.map((row) => filledRow(row, tie));
        return [word, fc.oneof({ maxDepth: depth, depthIdentifier: "grammar" }, ...filled)];
      }),
    ),
  );
  return made[start]!;
}

function filledRow(row: string, tie: (word: string) => fc.Arbitrary<string>): fc.Arbitrary<string> {
  const parts = row.split(/<(\w+\*?)>/).map((part, at) => {
    if (at % 2 === 0) return fc.constant(part);
    if (!part.endsWith("*")) return tie(part);
    const item = tie(part.slice(0, -1));
    return fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(", "));
  });
  return fc.tuple(...parts).map((texts) => texts.join(""));
}
