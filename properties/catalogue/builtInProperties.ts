import type { Property } from "../property.js";
import { assumableBy } from "./assumableBy.js";
import { attachable } from "./attachable.js";
import { batchGuardedSubset } from "./batchGuardedSubset.js";
import { boundaryKept } from "./boundaryKept.js";
import { conditionGuard } from "./conditionGuard.js";
import { confusedDeputy } from "./confusedDeputy.js";
import { dataConfined } from "./dataConfined.js";
import { endpointOpen } from "./endpointOpen.js";
import { externalId } from "./externalId.js";
import { guardrailKept } from "./guardrailKept.js";
import { kmsAdministrable } from "./kmsAdministrable.js";
import { knownActions } from "./knownActions.js";
import { noAdmin } from "./noAdmin.js";
import { noBroadDataRead } from "./noBroadDataRead.js";
import { noBroadWrite } from "./noBroadWrite.js";
import { noCredentialIssue } from "./noCredentialIssue.js";
import { noDeadGrant } from "./noDeadGrant.js";
import { noEscalationPath } from "./noEscalationPath.js";
import { noIamAdministration } from "./noIamAdministration.js";
import { noNewAccess } from "./noNewAccess.js";
import { noPublicAccess } from "./noPublicAccess.js";
import { noPublicTrust } from "./noPublicTrust.js";
import { noRedundantStatement } from "./noRedundantStatement.js";
import { noSelfEscalation } from "./noSelfEscalation.js";
import { oidcSubject } from "./oidcSubject.js";
import { orgPerimeter } from "./orgPerimeter.js";
import { passRoleCeiling } from "./passRoleCeiling.js";
import { passRoleNamedServices } from "./passRoleServices.js";
import { publicAccessBlock } from "./publicAccessBlock.js";
import { quota } from "./quota.js";
import { regionConfined } from "./regionConfined.js";
import { stillAllowed } from "./stillAllowed.js";
import { tagGuardsKept } from "./tagGuardsKept.js";
import { tagIntegrity } from "./tagIntegrity.js";
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
  noSelfEscalation,
  passRoleCeiling,
  boundaryKept,
  noPublicAccess,
  noPublicTrust,
  validDocument,
  noAdmin,
  noBroadWrite,
  noBroadDataRead,
  noCredentialIssue,
  oidcSubject,
  externalId,
  confusedDeputy,
  orgPerimeter,
  assumableBy,
  guardrailKept,
  tagIntegrity,
  kmsAdministrable,
  regionConfined,
  dataConfined,
  conditionGuard,
  noNewAccess,
  stillAllowed,
  publicAccessBlock,
  endpointOpen,
  knownActions,
  attachable,
  quota,
  noDeadGrant,
  noRedundantStatement,
];
