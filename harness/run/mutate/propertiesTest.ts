import type { Property, SearchOptions } from "../../../properties/property.js";
import type { Target } from "../../../properties/target.js";
import { evaluateProperty } from "../evaluateProperty.js";
import { isAsked } from "../run.js";
import type { MutationTest } from "./mutateTargets.js";

/** The properties that hold for each target: another verdict about a mutant notices it. */
export type HeldProperties = ReadonlyMap<Target, readonly Property[]>;

/** Asks which properties hold, before any mistake. */
export const heldProperties = (
  targets: readonly Target[],
  properties: readonly Property[],
  options: SearchOptions,
): HeldProperties =>
  new Map(
    targets.map((target) => [
      target,
      properties.filter(
        (property) =>
          isAsked(property, target) && evaluateProperty(property, target, options).verdict === "holds",
      ),
    ]),
  );

/** Properties that notice a mutant by not holding any more. */
export const propertiesTest = (held: HeldProperties, options: SearchOptions): MutationTest => ({
  notice: ({ places }) => {
    for (const { target, mutant } of places) {
      const mutated = { ...target, policies: mutant.mutated };
      const broken = (held.get(target) ?? []).find(
        (property) => evaluateProperty(property, mutated, options).verdict !== "holds",
      );
      if (broken !== undefined) return broken.id;
    }
    return undefined;
  },
});
