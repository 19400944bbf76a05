import { policiesIn } from "../../policies/language/policiesIn.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import { servicesIn } from "../../policies/reference/servicesIn.js";
import type { Target } from "../../properties/target.js";
import { policySetsOf } from "./policySetsOf.js";

/** Every service that some target's policies name, in actions or condition keys, before or after the change. */
export const servicesOf = (targets: readonly Pick<Target, "policies" | "before">[]): readonly string[] => [
  ...new Set(
    targets.flatMap(policySetsOf).flatMap((policies) => [...servicesIn(policies), ...keyServices(policies)]),
  ),
];

const keyServices = (policies: PolicySet): readonly string[] =>
  policiesIn(policies)
    .flatMap(({ document }) => document.statements)
    .flatMap(({ conditions }) => conditions.map(({ key }) => key.split(":", 1)[0]!.toLowerCase()))
    .filter((service) => service !== "aws");
