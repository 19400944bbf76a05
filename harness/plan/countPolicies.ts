import type { Extraction } from "./extraction.js";

/** How many policies an input holds; all zero means that there is nothing to check. */
export interface PolicyCounts {
  /** the known ones, refused ones too */
  readonly documents: number;
  /** those known only after apply */
  readonly unknown: number;
  /** those that are not configured: the provider's or AWS's default applies */
  readonly providerDefault: number;
}

export function countPolicies({ policies }: Pick<Extraction, "policies">): PolicyCounts {
  const unknown = policies.filter((policy) => policy.unknown.length > 0).length;
  const providerDefault = policies.filter((policy) => policy.providerDefault).length;
  return { documents: policies.length - unknown - providerDefault, unknown, providerDefault };
}
