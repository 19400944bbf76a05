import { extract } from "../../../harness/plan/extract.js";
import { exampleAccounts } from "../../../harness/redact/exampleAccounts.js";
import type { UnknownTags } from "../../../properties/escalation/surroundings.js";
import { inputOf } from "../plan/fixture.js";

/**
 * All that planproof finds in a plan or state, with the accounts in the order in which they occur there.
 *
 * @param plan of which it is a copy
 */
export function found(json: unknown, plan = json): string {
  const input = inputOf(new TextEncoder().encode(JSON.stringify(exampleAccounts(json).value)));
  if (input.kind === "policy") throw new Error("the plan reads as a policy");
  const compared = JSON.stringify(plan).toLowerCase();
  const isCompared = (key: string) => compared.includes(`tag/${key.toLowerCase()}`);
  // what is made later, such as the surroundings of principals, counts too
  const all = JSON.stringify(extract(input, "plan.json"), (name, value: unknown) => {
    if (typeof value === "function") return (value as () => unknown)();
    if (value instanceof Map || value instanceof Set) return [...(value as Iterable<unknown>)];
    // tags that no policy compares are in no verdict
    if (name === "tags") return Object.entries(value ?? {}).filter(([key]) => isCompared(key));
    if (name === "unknownTags") return unknownKeys(value as UnknownTags, isCompared);
    return withoutRefused(value);
  });
  return exampleAccounts(all).value;
}

/** Without keys, there may be any. */
function unknownKeys({ keys = [""] }: UnknownTags, isCompared: (key: string) => boolean) {
  const compared = keys.filter(isCompared);
  return compared.length === 0 ? undefined : compared;
}

interface Read {
  readonly policy: unknown;
  readonly diagnostics: readonly { readonly code: string; readonly severity: string }[];
}

/** Of a policy that is refused only that it is: what is wrong in it is not shown. */
function withoutRefused(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("diagnostics" in value)) return value;
  const { policy, diagnostics } = value as Read;
  const isRefused =
    policy === null &&
    diagnostics.some(({ code, severity }) => severity === "error" && code !== "sensitive-policy");
  return isRefused ? { ...value, document: "refused", diagnostics: "refused" } : value;
}
