/** The door `planproof/properties`: laws about principals, resources and policies, and what a law of one's own needs. */
export { type Access, difference } from "../policies/prove/question/access.js";
export type { NewerName } from "../policies/reference/newerThanData.js";
export { allowedBy, forActions, inAll, inAny, withoutAccess } from "./allowedBy.js";
export { allowing } from "./allowing.js";
export type { Bounded } from "./bounded.js";
export { assumableBy } from "./catalogue/assumableBy.js";
export { attachable } from "./catalogue/attachable.js";
export { batchGuardedSubset } from "./catalogue/batchGuardedSubset.js";
export { boundaryKept } from "./catalogue/boundaryKept.js";
export { builtInProperties } from "./catalogue/builtInProperties.js";
export { conditionGuard } from "./catalogue/conditionGuard.js";
export { confusedDeputy } from "./catalogue/confusedDeputy.js";
export { dataConfined } from "./catalogue/dataConfined.js";
export { endpointOpen } from "./catalogue/endpointOpen.js";
export { externalId } from "./catalogue/externalId.js";
export { guardrailKept } from "./catalogue/guardrailKept.js";
export { kmsAdministrable } from "./catalogue/kmsAdministrable.js";
export { knownActions } from "./catalogue/knownActions.js";
export { noAdmin } from "./catalogue/noAdmin.js";
export { noBroadDataRead } from "./catalogue/noBroadDataRead.js";
export { noBroadWrite } from "./catalogue/noBroadWrite.js";
export { noCredentialIssue } from "./catalogue/noCredentialIssue.js";
export { noDeadGrant } from "./catalogue/noDeadGrant.js";
export { noEscalationPath } from "./catalogue/noEscalationPath.js";
export { administrativeActions, noIamAdministration } from "./catalogue/noIamAdministration.js";
export { noNewAccess } from "./catalogue/noNewAccess.js";
export { noPublicAccess } from "./catalogue/noPublicAccess.js";
export { noPublicTrust } from "./catalogue/noPublicTrust.js";
export { noRedundantStatement } from "./catalogue/noRedundantStatement.js";
export { noSelfEscalation } from "./catalogue/noSelfEscalation.js";
export { oidcSubject } from "./catalogue/oidcSubject.js";
export { orgPerimeter } from "./catalogue/orgPerimeter.js";
export { passRoleCeiling } from "./catalogue/passRoleCeiling.js";
export { type PassRoleServicesOptions, passRoleServices } from "./catalogue/passRoleServices.js";
export { type Preset, propertiesOf } from "./catalogue/propertiesOf.js";
export { publicAccessBlock } from "./catalogue/publicAccessBlock.js";
export { quota } from "./catalogue/quota.js";
export { regionConfined } from "./catalogue/regionConfined.js";
export { stillAllowed } from "./catalogue/stillAllowed.js";
export { tagGuardsKept } from "./catalogue/tagGuardsKept.js";
export { tagIntegrity } from "./catalogue/tagIntegrity.js";
export { validDocument } from "./catalogue/validDocument.js";
export { checkProperty } from "./checkProperty.js";
export { type ConfigurableProperty, configurable } from "./configurable.js";
export { type ConfinementOptions, confinement } from "./confinement.js";
export { type ContainedInOptions, containedIn } from "./containedIn.js";
export type { Chain, ChainHop, ChainRequest } from "./escalation/chain.js";
export type { ExampleCaller } from "./exampleCaller.js";
export type { Hole } from "./hole.js";
export { type Law, law } from "./law.js";
export { type NeverAllowedOptions, neverAllowed } from "./neverAllowed.js";
export { onlyTo } from "./onlyTo.js";
export type { Parameter, Parameters, ParameterValues } from "./parameters.js";
export type {
  Held,
  Outcome,
  PartialAnswer,
  Property,
  Refuted,
  SearchOptions,
  Undecided,
  UndecidedByGap,
  UndecidedByHoles,
  Witness,
} from "./property.js";
export type { Question } from "./question.js";
export type { Severity } from "./severity.js";
export { type StrictSubsetOptions, strictSubset } from "./strictSubset.js";
export { type TagGuardOptions, tagGuard } from "./tagGuard.js";
export { guardKeys, restrictTo, tagGuardedStatements } from "./tagGuardedStatements.js";
export type { Readings, Target } from "./target.js";
export { printAddress, type TargetAddress } from "./targetAddress.js";
export type { Unless } from "./unless.js";
