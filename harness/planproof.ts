/** The door `planproof`: from real input to verdicts. */

export {
  type GeneratedCase,
  type GeneratedCases,
  type GenerateOptions,
  generateCases,
} from "./corpus/generateCases.js";
export { type Drift, type RefusedCase, type Replay, replay } from "./corpus/replay.js";
export { replayFile } from "./corpus/replayFile.js";
export { type NumberedLine, splitLines } from "./corpus/splitLines.js";
export type { ExtractedPrincipal, Extraction } from "./plan/extraction.js";
export type { ExtractedPolicy } from "./plan/policies/extractedPolicy.js";
export type { LoadedSource } from "./plan/source/loadSource.js";
export { describeVerdict } from "./report/describeVerdict.js";
export { replayCommand } from "./report/replayCommand.js";
export { type Reporter, type ReporterOptions, reporters } from "./report/reporters.js";
export { chooseProperties } from "./run/chooseProperties.js";
export { type Comparison, comparePolicies, type Relation } from "./run/compare/comparePolicies.js";
export { defaultRuns, defaultSeed } from "./run/defaultSeed.js";
export { type OpenSourceOptions, openSource as loadSource } from "./run/openSource.js";
export type { Counts, Note, Report, ReportedTarget, Verdict } from "./run/report.js";
export { type RunOptions, run } from "./run/run.js";
export { servicesOf } from "./run/servicesOf.js";
export type { SourceOptions } from "./run/sourceOptions.js";
