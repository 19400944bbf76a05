/** Words of this house's old dialect, each with what to write in its place. */
export const dialectWords: readonly (readonly [word: RegExp, plain: string])[] = [
  [/\btells?\b|\btold\b/gi, "report, say, determine, distinguish, known"],
  [/\bstands?\b/gi, "is, appears; represents"],
  [/\btexts?\b/gi, "string, document"],
  [/\b(?:is|are) (?:no(?! (?:longer|more)\b)|none)\b|\bno such\b/gi, "is not a"],
  [/\b(?:left|leaves?|is|are|stays?) open\b/gi, "unknown"],
  [/\bnobody\b/gi, "not set, unknown"],
  [/\bsomeone\b|\bsomebody\b/gi, "the user"],
  [/\b(?:by|for) (?:itself|themselves)\b|\bof (?:its|their) own\b/gi, "separate, alone"],
  [/\bwhatever\b/gi, "regardless of"],
  [/\bwhoever\b/gi, "any"],
  [/\bwhom\b/gi, "which principal"],
  [/\bbehind\b/gi, "after"],
  [/\bpeople\b/gi, "users"],
  [/\bbeside\b/gi, "next to"],
  [/\bas far as\b/gi, "if, to the extent"],
  [/\bcom(?:es?|ing) to\b/gi, "evaluates to, results in"],
  [/\bsettl(?:es?|ed|ing)\b/gi, "resolve, decide"],
  [/\bhangs? on\b/gi, "depends on"],
  [/\brests? on\b/gi, "depends on"],
  [/\bexemplary\b/gi, "example"],
];

/** The dialect words in a piece of prose. Code in backticks is not prose. */
export const dialectIn = (prose: string): readonly string[] => {
  const plain = prose.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, "``");
  return dialectWords.flatMap(([word]) => plain.match(word) ?? []);
};

/** What a source file says to a reader: docstrings, and string literals with at least two words. */
export function proseOf(code: string): string {
  const docstrings = code.match(/\/\*\*[\s\S]*?\*\//g) ?? [];
  const rest = code.replaceAll(/\/\*[\s\S]*?\*\/|(?<![:\w"'`])\/\/.*$|^(?:import|export) .* from .*$/gm, "");
  const strings = rest.match(/"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g) ?? [];
  const messages = strings.map((string) =>
    string
      .slice(1, -1)
      .replaceAll(/\$\{[^}]*\}/g, "x")
      .replaceAll(/\\`[^`]*\\`/g, "x"),
  );
  return [...docstrings, ...messages.filter((message) => /[a-z]+ [a-z]/.test(message))].join("\n");
}

/** The comments of a source file: those that begin a line, and `//` after code. */
export const commentsOf = (code: string): readonly string[] =>
  code.match(/^[ \t]*(?:\/\*[\s\S]*?\*\/|\/\/.*)|(?<=[;,{}()[\]>] )\/\/ .*$/gm) ?? [];

/** The titles of suites and tests, and what a table has in its first column. */
export function titlesOf(code: string): readonly string[] {
  const titles = code.matchAll(/\b(?:describe|it)\(\s*("(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)/g);
  const heads = code.matchAll(/(?:^[ \t]*|\[\s*)("[a-z]+ [a-z](?:[^"\\\n]|\\.)*")[,:]/gim);
  return [...titles, ...heads].map(([, title]) =>
    title!
      .slice(1, -1)
      .replaceAll(/\$\{[^}]*\}/g, "x")
      .replaceAll(/\\`[^`]*\\`/g, "x"),
  );
}
