import type { Property } from "../property.js";
import { batchGuardedSubset } from "./batchGuardedSubset.js";
import { noIamAdministration } from "./noIamAdministration.js";
import { noPublicAccess } from "./noPublicAccess.js";
import { noPublicTrust } from "./noPublicTrust.js";
import { passRoleServices } from "./passRoleServices.js";
import { tagGuardsKept } from "./tagGuardsKept.js";
import { validDocument } from "./validDocument.js";

/**
 * The properties that `planproof check` runs unless others are named; they make sense for any plan.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { builtInProperties } from "planproof/properties";
 *
 * assert(builtInProperties.some(({ id }) => id === "no-iam-administration"));
 * ```
 */
export const builtInProperties: readonly Property[] = [
  tagGuardsKept,
  passRoleServices(),
  noIamAdministration,
  batchGuardedSubset,
  noPublicAccess,
  noPublicTrust,
  validDocument,
];
