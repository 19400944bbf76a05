import { extract } from "../../../harness/plan/extract.js";
import { exampleAccounts } from "../../../harness/redact/exampleAccounts.js";
import { inputOf } from "../plan/fixture.js";

/** All that planproof finds in a plan or state, with the accounts in the order in which they occur there. */
export function found(json: unknown): string {
  const input = inputOf(new TextEncoder().encode(JSON.stringify(exampleAccounts(json).value)));
  if (input.kind === "policy") throw new Error("the plan reads as a policy");
  const comparesTags = JSON.stringify(json).includes("Tag/");
  // what is made later, such as the surroundings of principals, counts too
  const all = JSON.stringify(extract(input, "plan.json"), (name, value: unknown) =>
    name === "tags" && !comparesTags
      ? undefined
      : typeof value === "function"
        ? (value as () => unknown)()
        : value instanceof Map || value instanceof Set
          ? [...(value as Iterable<unknown>)]
          : withoutRefused(value),
  );
  return exampleAccounts(all).value;
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
