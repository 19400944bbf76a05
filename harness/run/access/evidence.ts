import type { Target } from "../../../properties/target.js";
import type { Diff } from "../diff/diff.js";
import type { Becoming } from "./becoming.js";
import type { OutsideReach } from "./outsideReach.js";
import type { PrincipalAccess } from "./principalAccess.js";

/** What a page shows beyond a report: the documents that decide, the change of access, who can do what, who can become which principal, and who comes from outside. */
export interface Evidence {
  readonly documents: readonly EvidenceDocument[];
  readonly targets: readonly Target[];
  /** what the change of the sources does to access; absent where none has a change */
  readonly diff?: Diff;
  readonly access?: readonly PrincipalAccess[];
  readonly becoming?: Becoming;
  readonly outside?: OutsideReach;
}

/** A policy document as it is written, with null for each part that is unknown; sensitive ones are never read. */
export interface EvidenceDocument {
  /** what it is read from, as targets name it: `plan.json` */
  readonly input: string;
  /** the name in decisions, such as `aws_iam_policy.guarded` */
  readonly source: string;
  readonly time: "before" | "after";
  readonly document: unknown;
}
