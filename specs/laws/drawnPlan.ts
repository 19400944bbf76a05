import fc from "fast-check";
import type { Drawn, Holder, Pointer } from "./drawn.js";
import { drawnOrganization } from "./drawnOrganization.js";
import { anyDocument, type DrawnResource, drawnBucketPolicy, drawnPolicy } from "./drawnPolicy.js";
import { fillings } from "./later.js";
import { PlanBuilding } from "./planBuilding.js";

/** A plan in which much is known only after apply. */
export interface DrawnPlan {
  readonly resources: readonly DrawnResource[];
}

const pointer: fc.Arbitrary<Pointer> = fc.record({
  kind: fc.constantFrom(...Array(5).fill("planned"), "aws", "aws", "open", "elsewhere"),
  which: fc.array(fc.nat(1), { minLength: fillings, maxLength: fillings }),
});

const holder: fc.Arbitrary<Holder> = fc.record({
  isNew: fc.boolean(),
  hasPrefix: fc.boolean(),
  boundary: fc.option(pointer, { freq: 3 }),
  inline: fc.array(
    fc.record({
      policy: drawnPolicy,
      earlier: fc.option(anyDocument, { freq: 2 }),
      isGone: fc.constantFrom(false, false, false, true),
    }),
    { maxLength: 2 },
  ),
  attached: fc.array(fc.record({ pointer, change: fc.constantFrom("create", "create", "no-op", "delete") }), {
    maxLength: 1,
  }),
});

const seldom = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });

export const drawnPlan: fc.Arbitrary<DrawnPlan> = fc
  .record<Drawn>({
    knowsAccount: fc.constantFrom(true, true, false),
    holders: fc.record({
      role: fc.option(holder, { freq: 4 }),
      user: fc.option(holder, { freq: 2 }),
      group: fc.option(holder, { freq: 2 }),
    }),
    policies: fc.array(fc.record({ isNew: fc.boolean(), policy: drawnPolicy, earlier: anyDocument }), {
      maxLength: 2,
    }),
    elsewhere: anyDocument,
    stray: seldom(
      fc.record({
        policy: drawnPolicy,
        isOwn: fc.array(fc.boolean(), { minLength: fillings, maxLength: fillings }),
      }),
    ),
    membership: fc.constantFrom("known", "known", "none", "none", "later"),
    organization: drawnOrganization,
    shared: seldom(pointer),
    bucket: fc.option(drawnBucketPolicy, { freq: 2 }),
  })
  .map((drawn) => new PlanBuilding(drawn));
