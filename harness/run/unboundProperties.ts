import type { Diagnostic } from "../../policies/text/diagnostic.js";
import { didYouMean } from "../../policies/text/nearestNames.js";
import { isAt } from "../../properties/onlyTo.js";
import type { Property } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import { printAddress, withoutSource } from "../../properties/targetAddress.js";

/** An error for each property that is bound to the address of a target which does not exist. */
export const unboundProperties = (
  properties: readonly Property[],
  targets: readonly Target[],
): readonly Diagnostic[] =>
  properties.flatMap(({ id, onlyTo }) => {
    if (onlyTo === undefined || targets.some((target) => isAt(onlyTo, target))) return [];
    const message = `\`${onlyTo}\`, the target of the property \`${id}\`, does not exist`;
    const names = targets.map(({ address }) => printAddress(withoutSource(address)) || address.source);
    return [{ code: "unknown-target", severity: "error", message, hint: didYouMean(onlyTo, names) }];
  });
