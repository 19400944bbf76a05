import { distinctPolicies } from "../../policies/language/distinctPolicies.js";
import type { Policy } from "../../policies/language/policySet.js";
import { servicesIn } from "../../policies/reference/servicesIn.js";
import type { Target } from "../../properties/target.js";
import { policySetsOf } from "./policySetsOf.js";

/** Every service that some target's policies name, in actions or condition keys, before or after the change. */
export const servicesOf = (targets: readonly Pick<Target, "policies" | "before">[]): readonly string[] => [
  ...new Set(
    [...distinctPolicies(targets.flatMap(policySetsOf))].flatMap((policy) => [
      ...servicesIn({ identity: [policy] }),
      ...keyServices(policy),
    ]),
  ),
];

const keyServices = ({ document }: Policy): readonly string[] =>
  document.statements
    .flatMap(({ conditions }) => conditions.map(({ key }) => key.split(":", 1)[0]!.toLowerCase()))
    .filter((service) => service !== "aws");
