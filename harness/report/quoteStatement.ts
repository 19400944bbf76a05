import { compileGlob, matchGlob } from "../../policies/language/glob.js";
import { policiesIn } from "../../policies/language/policiesIn.js";
import { policyJson } from "../../policies/language/printPolicy.js";
import type { DecidingStatement } from "../../policies/language/request.js";
import type { Readings } from "../../properties/target.js";
import type { Quote, QuoteLine } from "../page/pageFinding.js";
import type { Evidence } from "../run/access/evidence.js";
import { compactJson } from "./compactJson.js";
import { describeStatement } from "./describeWitness.js";

/** The lines of longer statements are compared as a whole. */
const mostLines = 200;

/** A deciding statement as it is written, with what the change made of it; undefined where it is not known. */
export type QuoteStatement = (statement: DecidingStatement, action: string) => Quote | undefined;

/** Prepares to quote statements. Each document is looked up by its name, the statement by its pointer. */
export function statementQuoter({ documents, targets }: Evidence): QuoteStatement {
  const written = { before: new Map<string, unknown>(), after: new Map<string, unknown>() };
  for (const { source, time, document } of documents) written[time].set(source, document);
  const read = {
    before: documentsOf(targets.flatMap(({ before }) => before ?? [])),
    after: documentsOf(targets),
  };
  const find = (time: "before" | "after", { source, pointer }: DecidingStatement): unknown =>
    memberAt(written[time].get(source) ?? read[time].get(source)?.(), pointer);
  return (statement, action) => {
    const [before, after] = [find("before", statement), find("after", statement)];
    if (after === undefined && before === undefined) return undefined;
    return {
      place: `\`${describeStatement(statement)}\``,
      lines: elided(linesOf(before, after).map((line) => marked(line, action))),
    };
  };
}

/** Those of policies that no resource of the input holds, such as AWS managed ones. */
function documentsOf(readings: readonly Readings[]): ReadonlyMap<string, () => unknown> {
  const found = new Map<string, () => unknown>();
  for (const { policies } of readings)
    for (const { source, document } of policiesIn(policies)) found.set(source, () => policyJson(document));
  return found;
}

/** The element that `/Statement/2` leads to; of a document with one statement also `/Statement`. */
function memberAt(document: unknown, pointer: string): unknown {
  let value = document;
  for (const name of pointer.split("/").slice(1)) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  }
  return value ?? undefined;
}

function linesOf(before: unknown, after: unknown): readonly QuoteLine[] {
  const [then, now] = [before, after].map((value) => (value === undefined ? [] : compactJson(value)));
  if (before === undefined || after === undefined || then!.length + now!.length > mostLines)
    return (after === undefined ? then! : now!).map((text) => ({ kind: "same", text }));
  return comparedLines(then!, now!);
}

/** What is new and what is gone among lines, by the longest part that both have. */
export function comparedLines(then: readonly string[], now: readonly string[]): readonly QuoteLine[] {
  const bare = (line: string) => line.replace(/,$/, "").trim();
  const lengths = Array.from({ length: then.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let i = then.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      lengths[i]![j] =
        bare(then[i]!) === bare(now[j]!)
          ? lengths[i + 1]![j + 1]! + 1
          : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
  const lines: QuoteLine[] = [];
  let [i, j] = [0, 0];
  while (i < then.length || j < now.length) {
    if (i < then.length && j < now.length && bare(then[i]!) === bare(now[j]!)) {
      lines.push({ kind: "same", text: now[j]! });
      [i, j] = [i + 1, j + 1];
    } else if (i < then.length && (j === now.length || lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) {
      lines.push({ kind: "gone", text: then[i]! });
      i += 1;
    } else {
      lines.push({ kind: "new", text: now[j]! });
      j += 1;
    }
  }
  return lines;
}

/** A line with an action pattern that matches the action is marked. */
function marked(line: QuoteLine, action: string): QuoteLine {
  const [, pattern] = elementLine.exec(line.text) ?? [];
  if (pattern === undefined || line.kind !== "same" || !isMatch(pattern, action)) return line;
  return { ...line, kind: "hit" };
}

const elementLine = /^(?:\s*"Action": )?\s*"([\w*?-]+:[\w*?-]+)",?$/;

const isMatch = (pattern: string, action: string): boolean =>
  matchGlob(compileGlob(pattern.toLowerCase()), action.toLowerCase());

/** More elements of a list than this, none of them of interest, are left out. */
const mostElements = 4;

/** Long lists without the elements that neither decide nor changed. */
export function elided(lines: readonly QuoteLine[]): readonly QuoteLine[] {
  const isElement = ({ kind, text }: QuoteLine) =>
    kind === "same" && /^\s*".*",?$/.test(text) && !/": /.test(text);
  return lines.flatMap((line, at) => {
    if (!isElement(line)) return [line];
    let [from, to] = [at, at];
    while (from > 0 && isElement(lines[from - 1]!)) from -= 1;
    while (to + 1 < lines.length && isElement(lines[to + 1]!)) to += 1;
    const count = to - from + 1;
    if (count <= mostElements) return [line];
    const indent = /^\s*/.exec(line.text)![0];
    return at === from ? [{ kind: "left-out", text: `${indent}… ${count} more` }] : [];
  });
}
