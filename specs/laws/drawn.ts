import type { DrawnPolicy, DrawnResource } from "./drawnPolicy.js";

/** What names a managed policy: one of the plan by reference, one that is not known, one outside, one of AWS. */
export interface Pointer {
  readonly kind: "planned" | "open" | "elsewhere" | "aws";
  /** which policy of the plan it is, by filling */
  readonly which: readonly number[];
}

export type HolderType = "role" | "user" | "group";

/** A role, a user or a group. */
export interface Holder {
  readonly isNew: boolean;
  readonly hasPrefix: boolean;
  readonly boundary: Pointer | null;
  readonly inline: readonly Inline[];
  readonly attached: readonly Attached[];
}

export interface Inline {
  readonly policy: DrawnPolicy;
  /** what stood there before; absent where it is new */
  readonly earlier: string | null;
  readonly isGone: boolean;
}

export interface Attached {
  readonly pointer: Pointer;
  readonly change: "create" | "no-op" | "delete";
}

/** A managed policy. */
export interface Managed {
  readonly isNew: boolean;
  readonly policy: DrawnPolicy;
  readonly earlier: string;
}

/** What a plan is built from. */
export interface Drawn {
  readonly knowsAccount: boolean;
  readonly holders: Readonly<Record<HolderType, Holder | null>>;
  readonly policies: readonly Managed[];
  /** the document of the policy that is not in the plan */
  readonly elsewhere: string;
  /** a policy of which only apply shows whether it is the role's, by filling */
  readonly stray: { readonly policy: DrawnPolicy; readonly isOwn: readonly boolean[] } | null;
  /** whether the user is in the group */
  readonly membership: "known" | "later" | "none";
  readonly organization: readonly DrawnResource[];
  readonly bucket: DrawnPolicy | null;
  /** a policy attached to all holders in one place */
  readonly shared: Pointer | null;
}
