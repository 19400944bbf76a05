import type { Diagnostic } from "../../policies/text/diagnostic.js";
import { didYouMean } from "../../policies/text/nearestNames.js";
import { namesTarget } from "../../properties/namesTarget.js";
import { isAt } from "../../properties/onlyTo.js";
import type { Property } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import { printAddress, withoutSource } from "../../properties/targetAddress.js";

/**
 * An error for each property that is bound to the address of a target which does not exist, and for each pattern of
 * targets among its parameters that matches none.
 */
export const unboundProperties = (
  properties: readonly Property[],
  targets: readonly Target[],
): readonly Diagnostic[] =>
  properties.flatMap(({ id, onlyTo, names = [] }) => [
    ...(onlyTo === undefined || targets.some((target) => isAt(onlyTo, target))
      ? []
      : [missing(onlyTo, `\`${onlyTo}\`, the target of the property \`${id}\`, does not exist`, targets)]),
    ...names
      .filter((name) => !targets.some((target) => namesTarget(name, target)))
      .map((name) => missing(name, `\`${name}\`, a parameter of \`${id}\`, matches no target`, targets)),
  ]);

function missing(name: string, message: string, targets: readonly Target[]): Diagnostic {
  const known = targets.map(({ address }) => printAddress(withoutSource(address)) || address.source);
  return {
    code: "unknown-target",
    severity: "error",
    message,
    hint: didYouMean(name, known, "`planproof extract SOURCE`"),
  };
}
