/** The door `planproof/policies`: what policy documents say and mean. */
export { authorize } from "./evaluate/authorize.js";
export { type CompiledPolicySet, compile } from "./evaluate/compile.js";
export { type Explanation, explain } from "./evaluate/explain.js";
export { parsePolicy } from "./language/parsePolicy.js";
export type {
  Condition,
  ConditionOperator,
  OperatorName,
  PatternElement,
  PolicyDocument,
  PolicyKind,
  PolicyVersion,
  PrincipalElement,
  PrincipalEntry,
  Statement,
} from "./language/policyDocument.js";
export { operatorNames } from "./language/policyDocument.js";
export type { HeldResource, Policy, PolicySet } from "./language/policySet.js";
export { printPolicy } from "./language/printPolicy.js";
export type { ContextValue, DecidingStatement, Decision, Request } from "./language/request.js";
export { changeTable, type ManagedPolicyChange } from "./managed/changeTable.js";
export { findManagedPolicy } from "./managed/findManagedPolicy.js";
export { managedPolicies } from "./managed/managedPolicies.js";
export { managedPoliciesDate } from "./managed/managedPoliciesDate.js";
export type { ManagedPolicy, ManagedPolicyKind, ManagedPolicyVersion } from "./managed/managedPolicy.js";
export { type AccessSet, accessOf } from "./prove/accessOf.js";
export type { ActionDifference } from "./prove/actions/compareAction.js";
export { differencesByAction } from "./prove/actions/differencesByAction.js";
export type { Answer } from "./prove/answer.js";
export type { CallerMembers, CallerType, Choice } from "./prove/callers/callerMembers.js";
export { type Assuming, canAssume } from "./prove/canAssume.js";
export type { Certificate } from "./prove/certificate/certificate.js";
export { checkCertificate } from "./prove/certificate/checkCertificate.js";
export { type Containment, prove } from "./prove/prove.js";
export type { Access } from "./prove/question/access.js";
export type { ProveOptions } from "./prove/question/proveOptions.js";
export { type Prover, proverFor } from "./prove/question/prover.js";
export { type AccessRelation, relate } from "./prove/relate.js";
export { Budget } from "./prove/sets/budget.js";
export { emptyServiceReference } from "./reference/emptyServiceReference.js";
export { loadServiceReference } from "./reference/loadServiceReference.js";
export type {
  ActionReference,
  ResourceTypeReference,
  ServiceReference,
} from "./reference/serviceReference.js";
export { serviceReferenceDate } from "./reference/serviceReferenceDate.js";
export { servicesIn } from "./reference/servicesIn.js";
export type { Diagnostic, Position, Result } from "./text/diagnostic.js";
