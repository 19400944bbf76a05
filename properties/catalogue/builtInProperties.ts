import type { Property } from "../property.js";
import { batchGuardedSubset } from "./batchGuardedSubset.js";
import { noEscalationPath } from "./noEscalationPath.js";
import { noIamAdministration } from "./noIamAdministration.js";
import { noPublicAccess } from "./noPublicAccess.js";
import { noPublicTrust } from "./noPublicTrust.js";
import { passRoleNamedServices } from "./passRoleServices.js";
import { tagGuardsKept } from "./tagGuardsKept.js";
import { validDocument } from "./validDocument.js";

/**
 * All built-in properties; `preset` of each says which presets it is part of.
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
  passRoleNamedServices,
  noIamAdministration,
  batchGuardedSubset,
  noEscalationPath,
  noPublicAccess,
  noPublicTrust,
  validDocument,
];
