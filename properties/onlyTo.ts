import type { Property } from "./property.js";
import type { Target } from "./target.js";
import { printAddress, withoutAccount, withoutSource } from "./targetAddress.js";

/**
 * The property, asked of one target alone: the one with this address. A run in which no target has the address
 * reports that as an error, so that a renamed resource does not end the checking unnoticed.
 *
 * @param address the address of a target as reports show it, or what follows its `#`: `aws_iam_role.job`; without
 *   an account it binds to a permission set in all its accounts
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { confinement, onlyTo } from "planproof/properties";
 *
 * const ownBucket = confinement({ actions: ["s3:PutObject"], resources: ["arn:aws:s3:::jobs/*"] });
 * const law = onlyTo("aws_iam_role.job", ownBucket);
 * const target = { principal: "arn:aws:iam::111122223333:role/r", policies: { identity: [] }, holes: [] };
 * assert(!law.appliesTo({ ...target, address: { source: "plan.json", resource: "aws_iam_role.other" } }));
 * ```
 */
export const onlyTo = (address: string, property: Property): Property => ({
  ...property,
  onlyTo: address,
  appliesTo: (target) => isAt(address, target) && property.appliesTo(target),
});

/** Whether a target has an address, written with or without its source and its account. */
export const isAt = (wanted: string, { address }: Pick<Target, "address">): boolean =>
  [address, withoutAccount(address)]
    .flatMap((one) => [one, withoutSource(one)])
    .some((one) => printAddress(one) === wanted);
