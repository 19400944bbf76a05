import type { ExtractedPolicy } from "./extractedPolicy.js";

/** Whether a policy is one of a resource, which principals do not hold. */
export const isOfResource = ({ kind, providerDefault }: ExtractedPolicy): boolean =>
  (kind === "resource" || kind === "trust") && !providerDefault;
