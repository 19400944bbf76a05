import type { ServiceReference } from "./serviceReference.js";

/**
 * A reference without services, for questions in which actions are only strings.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { emptyServiceReference } from "planproof/policies";
 *
 * assert.equal(emptyServiceReference.action("s3:GetObject"), undefined);
 * ```
 */
export const emptyServiceReference: ServiceReference = {
  services: [],
  isMultivalued: () => false,
  knowsKey: () => false,
  date: undefined,
  complete: false,
  covers: () => false,
  actionsOf: () => [],
  action: () => undefined,
};
