import type { ContextValue, DecidingStatement, Decision, Request } from "../../policies/language/request.js";
import type { Witness } from "../../properties/property.js";
import type { Line } from "./alignColumns.js";

const decisions: Readonly<Record<Decision, string>> = {
  allowed: "allowed",
  explicitDeny: "explicitly denied",
  implicitDeny: "implicitly denied: no statement allows it",
};

/** The lines that describe a request: what a user needs to see why it matters, and no more. */
export const describeRequest = (request: Request): readonly Line[] => [
  ["principal", request.principal],
  ["action", request.action],
  ["resource", request.resource],
  ...describeContext(request),
];

/** The context keys of a request, a line each. */
export const describeContext = ({ context }: Pick<Request, "context">): readonly Line[] =>
  Object.entries(context).map(
    ([key, value], index): Line => [index === 0 ? "context" : "", `${key} = ${describeValue(value)}`],
  );

/** The request of a witness and the statements that decide it. */
export const describeWitness = (witness: Witness): readonly Line[] => [
  ...describeRequest(witness.request),
  ["decision", describeDecision(witness.decision, witness.statements)],
];

/** `allowed by Lifecycle, /Statement/1 of aws_iam_policy.guarded`. */
export function describeDecision(decision: Decision, statements: readonly DecidingStatement[]): string {
  const by = statements.map(describeStatement).join(" and ");
  return by === "" ? decisions[decision] : `${decisions[decision]} by ${by}`;
}

/** `Lifecycle, /Statement/1 of aws_iam_policy.guarded`; without the Sid if it has none. */
export const describeStatement = ({ source, pointer, sid }: DecidingStatement): string =>
  `${sid === null ? "" : `${sid}, `}${pointer} of ${source}`;

const describeValue = (value: ContextValue): string =>
  typeof value === "string" ? value : `[${value.join(", ")}]`;
