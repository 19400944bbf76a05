import { managedPoliciesDate } from "../../policies/managed/managedPoliciesDate.js";
import type { Diagnostic } from "../../policies/text/diagnostic.js";
import type { ExtractedPolicy } from "./policies/extractedPolicy.js";
import type { PlanResources } from "./policies/planResources.js";
import { groupBy } from "./resources/groupBy.js";
import type { Input } from "./resources/input.js";

interface Findings {
  readonly policies: readonly ExtractedPolicy[];
  readonly forgotten: readonly string[];
  /** addresses of resources of the prior state that may be any of several */
  readonly unmatched: readonly string[];
  /** addresses of the organization's policies that bind principals of the plan */
  readonly applied: ReadonlySet<string>;
  /** addresses of resources that give access which no policy states */
  readonly unstated: readonly string[];
  /** attributes that seem to hold policies and are not read */
  readonly unread: readonly string[];
  /** resource policies that take no part in what principals may do */
  readonly left: PlanResources["left"];
  /** sources of AWS managed policies of other partitions, taken from the commercial one */
  readonly commercial: readonly string[];
}

/** What is worth telling about a plan or state as a whole; every note is a warning. */
export const planNotes = (
  input: Input,
  { policies, forgotten, unmatched, applied, unstated, unread, left, commercial }: Findings,
): readonly Diagnostic[] => [
  ...(input.kind === "plan" && input.plan.complete === false ? [incomplete] : []),
  ...(forgotten.length > 0 ? [forgets(forgotten)] : []),
  ...(unmatched.length > 0 ? [ambiguous(unmatched)] : []),
  ...(unstated.length > 0 ? [beside(unstated)] : []),
  ...(unread.length > 0 ? [notRead(unread)] : []),
  ...[...groupBy(left, ({ reason }) => reason)].map(([reason, some]) => notJoined(reason, some)),
  ...(commercial.length > 0 ? [commercialNote(commercial)] : []),
  ...layers.flatMap(({ kinds, name }) => {
    const found = policies.filter(({ kind, address }) => kinds.includes(kind) && !applied.has(address));
    return found.length > 0 ? [notApplied(name, found)] : [];
  }),
];

const note = (code: string, message: string, hint: string): Diagnostic => ({
  code,
  severity: "warning",
  message,
  hint,
});

const incomplete = note(
  "incomplete-plan",
  "not every policy is in this plan: it was made with -target, or parts of it are deferred",
  "plan again without -target",
);

const forgets = (addresses: readonly string[]): Diagnostic =>
  note(
    "forgotten-resource",
    `${list(addresses)} will no longer be managed by Terraform; they remain in AWS unchanged`,
    "delete them in AWS if they are not wanted",
  );

const ambiguous = (addresses: readonly string[]): Diagnostic =>
  note(
    "ambiguous-prior-state",
    `the prior state does not say which instances ${list(addresses)} are, so they are left out`,
    "review them manually, or plan with Terraform 0.13 or newer",
  );

const beside = (addresses: readonly string[]): Diagnostic =>
  note(
    "access-beside-policies",
    `${list(addresses)} ${addresses.length === 1 ? "grants" : "grant"} access outside IAM policies, which is not checked`,
    "review them manually",
  );

const notRead = (attributes: readonly string[]): Diagnostic =>
  note(
    "policy-not-read",
    `there seem to be IAM policies in ${list(attributes)}, which are not read`,
    "check each as a separate document: `planproof check policy.json`",
  );

const notJoined = (reason: string, policies: PlanResources["left"]): Diagnostic =>
  note(
    "policy-not-joined",
    `principals are checked without the resource policy of ${list(policies.map(({ source }) => source))}: ${reason}`,
    "keep in mind that it may allow and deny more",
  );

/** Says of AWS managed policies of other partitions where they are taken from. */
export const commercialNote = (policies: readonly string[]): Diagnostic =>
  note(
    "commercial-partition",
    `${list(policies)} ${policies.length === 1 ? "is" : "are"} taken from the commercial partition, as of ${managedPoliciesDate()}, with the ARNs of the other partition`,
    "AWS may have another version there: give its document with `--managed DIR`",
  );

/** Layers that restrict what principals may do, but are not always joined to them. */
const layers = [
  { kinds: ["scp", "rcp"], name: "organization policies" },
  { kinds: ["session"], name: "session policies" },
] as readonly { kinds: readonly string[]; name: string }[];

const notApplied = (name: string, policies: readonly ExtractedPolicy[]): Diagnostic =>
  note(
    "layer-not-applied",
    `the ${name} in this plan are listed, but principals are checked without them: ${list(policies.map(({ address }) => address))}`,
    "keep in mind that they only take access away",
  );

const list = (addresses: readonly string[]): string =>
  [...new Set(addresses)].map((address) => `\`${address}\``).join(", ");
