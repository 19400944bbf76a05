import type { DecidingStatement, Request } from "../../policies/language/request.js";
import { groupBy } from "../plan/resources/groupBy.js";
import type { AskedAccess, Requester, Who, WhoAllowed, WhoUndecided } from "../run/who/who.js";
import { alignColumns, type Line } from "./alignColumns.js";
import { many } from "./describeTargets.js";
import { describeUnless } from "./describeUnless.js";
import { describeContext, describeStatement } from "./describeWitness.js";
import { escapeControls } from "./escapeControls.js";
import { describeHoles } from "./reasonOf.js";

/** The answer in one line: `2 principals and 1 class of callers may s3:GetObject on arn:aws:s3:::b/k — plan.json`. */
export function whoInShort({ asked, allowed, undecided }: Who, source: string): string {
  const [callers, principals] = [true, false].map(
    (wanted) => allowed.filter(({ caller }) => (caller !== undefined) === wanted).length,
  ) as [number, number];
  const parts = [
    ...(principals > 0 ? [many(principals, "principal")] : []),
    ...(callers > 0 ? [many(callers, "class of callers", "classes of callers")] : []),
  ];
  const known = parts.length === 0 ? "no one" : parts.join(" and ");
  const open = undecided.length === 0 ? "" : `; ${undecided.length} undecided`;
  return escapeControls(`${known} may ${asked.action} on ${asked.resource}${open} — ${source}`);
}

/** A block for those that are allowed for the same reason, and for what is undecided. */
export function describeWho({ asked, allowed, undecided }: Who): readonly string[] {
  const groups = groupBy(allowed, (one) => JSON.stringify(reasonFor(one, asked)));
  const open = groupBy(undecided, (one) => JSON.stringify([one.holes, one.gap]));
  return [
    ...[...groups.values()].map((some) => block("ALLOWED", some, reasonFor(some[0]!, asked))),
    ...[...open.values()].map((some) => block("UNDECIDED", some, doubtsOf(some[0]!))),
  ];
}

const block = (word: string, some: readonly Requester[], lines: readonly Line[]): string =>
  [...some.map((one) => escapeControls(`${word}  ${nameOf(one)}`)), ...alignColumns(lines)].join("\n");

/** The source is in the first line. */
function nameOf({ target, caller }: Requester): string {
  const address = target.slice(target.indexOf("#") + 1);
  return caller === undefined ? address : `${caller.name}, at ${address}`;
}

function reasonFor({ request, statements, unless = [] }: WhoAllowed, asked: AskedAccess): readonly Line[] {
  return [
    ...exampleOf(request, asked),
    ...describeContext(request).map(([label, text]): Line => [label === "context" ? "with" : label, text]),
    ["by", byOf(statements)],
    ...(unless.length === 0 ? [] : [["unless", describeUnless(unless)] as const]),
  ];
}

/** Of a pattern, a request that it matches. */
const exampleOf = ({ action, resource }: Request, asked: AskedAccess): readonly Line[] =>
  /[*?]/.test(asked.action + asked.resource) ? [["such as", `${action} on ${resource}`]] : [];

const byOf = (statements: readonly DecidingStatement[]): string =>
  statements.length === 0
    ? "its own account, as the root user"
    : statements.map(describeStatement).join(" and ");

const doubtsOf = ({ holes, gap }: WhoUndecided): readonly Line[] =>
  gap !== undefined
    ? [["why", gap]]
    : [["why", describeHoles(holes)], ...holes.slice(0, 1).map(({ remedy }): Line => ["remedy", remedy])];
