import { servicesIn } from "../../policies/reference/servicesIn.js";
import type { Target } from "../../properties/target.js";
import { policySetsOf } from "./policySetsOf.js";

/** Every service that some target's policies name, before or after the change. */
export const servicesOf = (targets: readonly Target[]): readonly string[] => [
  ...new Set(targets.flatMap(policySetsOf).flatMap(servicesIn)),
];
