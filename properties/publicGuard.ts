import type { Condition } from "../policies/language/policyDocument.js";

/** What keeps callers that a resource's policies do not name from it, regardless of these. */
export interface PublicGuard {
  /** the address of what guards it */
  readonly address: string;
  /** true where it is known only after apply whether it does; @defaultValue false */
  readonly isUnknown?: boolean;
  /** under which requests reach the resource; @defaultValue none does */
  readonly reach?: readonly Condition[];
}
