import { batchGuardedSubset } from "./batch.js";
import { noIamAdministration } from "./noIamAdministration.js";
import { passRoleServices } from "./passRoleServices.js";
import type { Property } from "./property.js";
import { tagGuardsKept } from "./tagGuardsKept.js";
import { validDocument } from "./validDocument.js";

/** The properties that `planproof check` runs unless told otherwise; they make sense for any plan. */
export const builtInProperties: readonly Property[] = [
  tagGuardsKept,
  passRoleServices(),
  noIamAdministration,
  batchGuardedSubset,
  validDocument,
];
