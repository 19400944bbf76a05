import type { Extraction } from "../../harness/plan/extraction.js";
import type { DrawnPlan } from "./drawnPlan.js";
import { Later } from "./later.js";

/** Says of which policy an extraction does not report that it is unknown, though it cannot be known yet. */
export function unlisted({ resources }: DrawnPlan, { policies }: Extraction): string | undefined {
  const unknown = resources.flatMap(({ address, after }) =>
    ["policy", "content"].flatMap((name) => {
      const value = after?.[name];
      const isOpen = value instanceof Later && new Set(value.values.map(withoutSids)).size > 1;
      return isOpen && !address.startsWith("data.") ? [{ address, name }] : [];
    }),
  );
  const silent = unknown.find(({ address, name }) =>
    policies.some(
      (one) =>
        one.address === address &&
        one.attribute === name &&
        (one.policy?.unknown.length === 0 || one.unknown.length === 0),
    ),
  );
  return silent && `it is not reported that ${silent.address}.${silent.name} is unknown`;
}

/** What a statement is called changes nothing of what it says, so that it need not be reported. */
const withoutSids = (text: unknown): string => String(text).replaceAll(/"Sid":"\w*",/g, "");
