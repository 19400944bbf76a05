import { exampleAccount, exampleRegion } from "../../policies/reference/exampleAccount.js";
import { isWild } from "./isWild.js";

/** What an edit is, and the patterns that it leads to: the later ones for actions that the first one does not fit. */
export interface PatternEdit {
  readonly name: string;
  readonly patterns: readonly string[];
}

/** Patterns of ARNs that differ from one in a single place, each in a way that users slip. */
export function arnEdits(pattern: string): readonly PatternEdit[] {
  const parts = pattern.split(":");
  if (parts[0] !== "arn" || parts.length < 6) return [];
  const six = [...parts.slice(0, 5), parts.slice(5).join(":")];
  const at = (index: number, name: string, text: string): PatternEdit => ({
    name,
    patterns: [six.with(index, text).join(":")],
  });
  const isLiteral = (index: number) => six[index] !== "" && !isWild(six[index]!);
  return [
    ...(isLiteral(3) ? [at(3, "other region", otherThan(six[3]!, exampleRegion, "eu-west-1"))] : []),
    ...(isLiteral(4) ? [at(4, "other account", otherThan(six[4]!, exampleAccount, "444455556666"))] : []),
    ...nameEdits(six[5]!).map(({ name, patterns }) => ({
      name,
      patterns: patterns.map((text) => six.with(5, text).join(":")),
    })),
  ];
}

const otherThan = (text: string, one: string, other: string): string => (text === one ? other : one);

/** The same for the name in an ARN: `role/service-role/AWSBatch*`. */
function nameEdits(name: string): readonly PatternEdit[] {
  const pieces = name.split(/([/:])/);
  const words = pieces.flatMap((piece, at) => (at % 2 === 0 && piece !== "" ? [at] : []));
  const first = words.length > 1 ? words[0]! : -1; // the word of the type: `role`
  const literal = words.filter((at) => at !== first && /[^*?]/.test(pieces[at]!));
  const last = literal.at(-1);
  const afterSlash = pieces.lastIndexOf("/") + 1;
  const edited = (label: string, at: number, ...texts: readonly string[]): PatternEdit => ({
    name: `${label} ${at}`,
    patterns: texts.map((text) => pieces.with(at, text).join("")),
  });
  const whole = (label: string, text: string): PatternEdit => ({ name: label, patterns: [text] });
  return [
    ...literal.map((at) => edited("other word", at, "*")),
    ...typeEdits(pieces, first).map(([label, text]) => edited(label, first, text)),
    ...(first >= 0 && !isWild(pieces[first]!)
      ? [whole("type alone", pieces.slice(0, first + 1).join(""))]
      : []),
    ...(first < 0 && last !== undefined ? [edited("deeper", last, `*/${pieces[last]}`)] : []),
    ...(last === undefined
      ? []
      : wordEdits(pieces[last]!).map(([label, ...texts]) => edited(label, last, ...texts))),
    ...(afterSlash !== last && literal.includes(afterSlash)
      ? [edited("before", afterSlash, `x${pieces[afterSlash]}`)]
      : []),
    ...(literal.length > 1 || (literal.length === 1 && first >= 0)
      ? [whole("other name", [...pieces.slice(0, first < 0 ? 0 : first + 2), "*"].join(""))]
      : []),
    ...separatorsLost(pieces, first)
      .slice(-1)
      .map((text) => whole("separator lost", text)),
  ];
}

/** Other types of resource: any, and one that begins with this word, as `stackset` does with `stack`. */
function typeEdits(
  pieces: readonly string[],
  first: number,
): readonly (readonly [label: string, text: string])[] {
  const type = pieces[first];
  if (type === undefined || isWild(type)) return [];
  return [
    ["other type", "*"],
    ["longer type", `${type}?*`],
  ];
}

/** Edits of one word, which may have wildcards. */
function wordEdits(word: string): readonly (readonly [label: string, ...texts: string[]])[] {
  const [, head = "", tail = ""] = /^([^*?]*).*?([^*?]*)$/s.exec(word) ?? [];
  if (!isWild(word)) {
    return [
      ["after", `${word}x`, `${word}/*`],
      ["before", `x${word}`, `*/${word}`],
      ["other end", `${word.slice(0, -1)}${word.endsWith("x") ? "y" : "x"}`],
    ];
  }
  const core = /^\*+([^*?]{2,})\*+$/s.exec(word)?.[1];
  const edits: readonly (readonly [isThere: boolean, label: string, text: string])[] = [
    [head.length > 1, "shorter start", `${head.slice(0, -1)}-${word.slice(head.length)}`],
    [head !== "", "before", `x${word}`],
    [tail !== "", "after", `${word}x`],
    [tail !== "", "shorter end", word.slice(0, word.length - tail.length) + tail.slice(1)],
    [core !== undefined, "shorter", `*${core?.slice(0, -1)}-*`],
  ];
  return edits.flatMap(([isThere, label, text]) => (isThere ? [[label, text] as const] : []));
}

/** Without a separator that is not the one after the type word. */
function separatorsLost(pieces: readonly string[], first: number): readonly string[] {
  return pieces.flatMap((piece, at) =>
    at % 2 === 1 && at > first + 1 && piece !== "" ? [pieces.toSpliced(at, 1, "").join("")] : [],
  );
}
