import type { Diagnostic } from "../../policies/text/diagnostic.js";
import { didYouMean } from "../../policies/text/nearestNames.js";
import { namesPrincipal } from "../../properties/namesPrincipal.js";
import { isAt } from "../../properties/onlyTo.js";
import type { Property } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import { printAddress, withoutSource } from "../../properties/targetAddress.js";

/** An error for each name of a target or principal in a property that matches nothing. */
export const unboundProperties = (
  properties: readonly Property[],
  targets: readonly Target[],
): readonly Diagnostic[] =>
  properties.flatMap(({ id, onlyTo, principals = [] }) => {
    const names = targets.map(({ address }) => printAddress(withoutSource(address)) || address.source);
    const unknown = (name: string, message: string): Diagnostic => ({
      code: "unknown-target",
      severity: "error",
      message,
      hint: didYouMean(name, names),
    });
    const unmatched = principals.filter((name) => !targets.some((target) => namesPrincipal(name, target)));
    return [
      ...(onlyTo === undefined || targets.some((target) => isAt(onlyTo, target))
        ? []
        : [unknown(onlyTo, `\`${onlyTo}\`, the target of the property \`${id}\`, does not exist`)]),
      ...unmatched.map((name) =>
        unknown(name, `no principal matches \`${name}\`, which the property \`${id}\` names`),
      ),
    ];
  });
