import { compileGlob, matchGlob } from "../language/glob.js";
import type { Condition, PatternElement } from "../language/policyDocument.js";
import type { Request } from "../language/request.js";
import type { ActionReference } from "../reference/serviceReference.js";
import { matchedVersion } from "./question/access.js";
import type { Prover } from "./question/prover.js";
import type { ResourceKind } from "./question/requestKind.js";
import type { TypedReference } from "./question/typedReference.js";
import { principalPartition } from "./question/typedUniverse.js";
import { Budget } from "./sets/budget.js";
import { findText } from "./sets/findText.js";
import { leftOpen, readPattern } from "./sets/pattern.js";
import { textSet } from "./sets/textSet.js";

/** The elements of a statement that are read. */
interface Elements {
  readonly action: PatternElement;
  readonly resource?: PatternElement;
  readonly conditions?: readonly Condition[];
}

/** Patterns of one element that are looked at. */
const mostPatterns = 4;
/** Steps to find one resource. */
const mostSteps = 500;

/** Requests that a statement might match, by its first patterns and values; a few, to be tried before a proof is looked for. */
export function* plainRequests(
  { action, resource, conditions = [] }: Elements,
  { encoding, reference }: Prover,
): Generator<Request> {
  if (reference === undefined || action.negated || resource === undefined) return;
  const { principal, resourceAccount } = encoding.requester;
  const context = contextOf(conditions);
  for (const pattern of action.patterns.slice(0, mostPatterns)) {
    const known = actionOf(pattern, reference);
    if (known === undefined) continue;
    const kinds = reference.kindsOf(known, principalPartition(principal)).map((kind) => kind.resource);
    for (const one of resourcesOf(resource, kinds))
      yield { principal, action: known.name, resource: one, resourceAccount, context };
  }
}

const filled = (pattern: string): string => pattern.replaceAll("*", "example").replaceAll("?", "x");

const contextOf = (conditions: readonly Condition[]): Request["context"] =>
  Object.fromEntries(conditions.map(({ key, values: [value = ""] }) => [key, filled(value)]));

function actionOf(pattern: string, reference: TypedReference): ActionReference | undefined {
  const known = reference.action(pattern);
  if (known !== undefined) return known;
  const glob = compileGlob(pattern.toLowerCase());
  return reference
    .actionsOf(pattern.split(":", 1)[0]!)
    .find(({ name }) => matchGlob(glob, name.toLowerCase()));
}

function* resourcesOf(
  { negated, patterns }: PatternElement,
  kinds: readonly ResourceKind[],
): Generator<string> {
  const written = negated ? [] : patterns.slice(0, mostPatterns);
  yield* written.map(filled);
  for (const { example } of kinds) yield example;
  for (const text of written) {
    const one = readPattern(text, "resource", { version: matchedVersion, resolve: () => leftOpen });
    if (one === undefined) continue;
    for (const { pattern } of kinds) {
      const inside = [textSet([one]), textSet([pattern])];
      const question = { inside, outside: [], hints: () => [] };
      const answer = findText(question, { budget: new Budget(mostSteps), folded: false });
      if (answer.kind === "found") yield answer.text;
    }
  }
}
