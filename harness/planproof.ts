/** The door `planproof`: from plans, states and policies to verdicts, each question one call. */

export type { NewerName } from "../policies/reference/newerThanData.js";
export type { Diagnostic, Position, Result } from "../policies/text/diagnostic.js";
export { printAddress, type TargetAddress } from "../properties/targetAddress.js";
export { type Allowance, type AllowedRequest, allows } from "./api/allows.js";
export { assumableRoles } from "./api/assumableRoles.js";
export { type CheckOptions, check } from "./api/check.js";
export type { VerdictJournal } from "./api/checkPart.js";
export { type CompareSourcesOptions, compare } from "./api/compare.js";
export { type CompareAllOptions, compareAll } from "./api/compareAll.js";
export type { ComparedTargets } from "./api/compareTargets.js";
export { decide, type ExplainedRequest, type RequestInput } from "./api/decide.js";
export { type DiffOptions, diff } from "./api/diff.js";
export { type Format, format } from "./api/format.js";
export { type GenerateCasesOptions, generateCases } from "./api/generateCases.js";
export { type GenerateRequestsOptions, generateRequests } from "./api/generateRequests.js";
export { type History, type HistoryOptions, type HistoryVersion, history } from "./api/history.js";
export { isContainedIn, isEquivalentTo, isStrictlyContainedIn } from "./api/isContainedIn.js";
export type { Judgement } from "./api/judgement.js";
export { type MutateOptions, mutate } from "./api/mutate.js";
export { type ReplayAgainstOptions, type ReplayOptions, replay } from "./api/replay.js";
export { isAssumableOnlyBy, satisfies } from "./api/satisfies.js";
export type { SourceInput, SourceInputs } from "./api/sourceInput.js";
export { type NamedTarget, type TargetInput, targetOf } from "./api/targetOf.js";
export { type WhoOptions, who } from "./api/who.js";
export { type Config, defineConfig } from "./config/config.js";
export type { GeneratedCase, GeneratedCases, MutantCounts } from "./corpus/madeCases.js";
export { printCorpus } from "./corpus/printCorpus.js";
export type { Corpus } from "./corpus/readCorpus.js";
export type { TargetDrift, TargetReplay, UndecidedTarget } from "./corpus/replayAgainst.js";
export type { Drift, RefusedCase, Replay } from "./corpus/replayLines.js";
export type { ExtractedPrincipal, Extraction } from "./plan/extraction.js";
export type { ExtractedPolicy } from "./plan/policies/extractedPolicy.js";
export { describeRelation } from "./report/describeRelation.js";
export { describeUndecided } from "./report/describeUndecided.js";
export { describeVerdict } from "./report/describeVerdict.js";
export { type ReplaySource, replayCommand } from "./report/replayCommand.js";
export type { ReporterOptions } from "./report/reporters.js";
export type { Relation } from "./run/compare/comparePolicies.js";
export type { DifferingActions } from "./run/compare/differingActions.js";
export type { Cover, Lattice, LatticePair } from "./run/compare/lattice.js";
export type { RelationReason, UnprovedRelation } from "./run/compare/relationReason.js";
export type { AccessChange, ChangeCaller, ChangeKind, ChangeUnless } from "./run/diff/accessChange.js";
export type { Diff } from "./run/diff/diff.js";
export type { UndecidedChange, UnknownChange, UnprovedChange } from "./run/diff/undecidedChange.js";
export type { FailOn } from "./run/failOn.js";
export type { SaidOfChanges } from "./run/history/saidOf.js";
export type { VersionChanges } from "./run/history/versionChanges.js";
export type { MutationTest } from "./run/mutate/mutateTargets.js";
export type { Mutation, MutationOutcome, MutationWitness } from "./run/mutate/mutationOutcome.js";
export type { MutantPlace, SharedMutant } from "./run/mutate/sharedMutants.js";
export {
  type OpenSourceOptions as LoadSourceOptions,
  openSource as loadSource,
  type Source,
} from "./run/openSource.js";
export type { NamedProperty, PropertyChoice } from "./run/propertyChoice.js";
export type { Counts, Note, Report, ReportedTarget, Verdict } from "./run/report.js";
export type { Shard } from "./run/shards/shard.js";
export type { SourceOptions } from "./run/sourceOptions.js";
export type { AssumableRole, AssumableRoles, UndecidedRole } from "./run/who/findAssumableRoles.js";
export type { AskedAccess, Requester, Who, WhoAllowed, WhoUndecided } from "./run/who/who.js";
export { type CorpusOptions, corpusTests } from "./runners/corpusTests.js";
export type { ListedTest, TestOutcome } from "./runners/listedTest.js";
export type { PlanOptions, PlanSource } from "./runners/planSuite.js";
export { planTests } from "./runners/planTests.js";
