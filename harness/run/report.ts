import type { Diagnostic } from "../../policies/text/diagnostic.js";
import type { Hole } from "../../properties/hole.js";
import type { Location } from "../../properties/location.js";
import type { Outcome } from "../../properties/property.js";
import type { Severity } from "../../properties/severity.js";
import type { ReportedBaseline } from "../gate/baseline.js";
import type { Grounds } from "../gate/exception.js";
import type { VerdictFinding } from "../gate/identifyVerdict.js";
import type { ReportedException } from "../gate/reportedException.js";
import type { FailOn } from "./failOn.js";
import type { Shard } from "./shards/shard.js";
import type { SourceOptions } from "./sourceOptions.js";

/** The answer to one property about one target. */
export interface Verdict {
  /**
   * 12 hexadecimal digits that remain the same from run to run: of the property, the target without its source, and, of a
   * refuted one, of its {@link findings}. Of several sources, their names take part.
   */
  readonly id: string;
  /** id of the property */
  readonly property: string;
  /** the property in one line */
  readonly sentence: string;
  /** of the property */
  readonly severity: Severity;
  /** of the property, where it has one: how to mend a violation */
  readonly remedy?: string;
  /** of the property, where it has one: the page of AWS or of the provider that it follows */
  readonly page?: string;
  /** address of the target, or of the document that a law about documents is asked of */
  readonly target: string;
  /** the line where the target is written; absent where the source has none, as an AWS managed policy */
  readonly location?: Location;
  readonly outcome: Outcome;
  /** of a refuted one: the statements or chains that break the property, each with an id; exceptions are made of these */
  readonly findings?: readonly VerdictFinding[];
  /** where exceptions take all of it out, and the property holds of the rest: the one that expires first; it fails nothing */
  readonly exception?: Grounds;
  /** of one that is refuted or undecided again: the exception that took it out, until its last day */
  readonly expired?: Grounds;
  /** exceptions for this property and target, by their ids, and whether they take something out */
  readonly asked?: readonly { readonly id: string; readonly used: boolean }[];
  /** of a refuted one: all its findings are in the baseline; it fails nothing */
  readonly baseline?: true;
  /**
   * where the gate is `new`, of one that is refuted or undecided: whether the change makes it so, or it was so `before`,
   * which fails nothing
   */
  readonly since?: "change" | "before";
  /** the seed this one search ran with; it depends on the run's seed, the property and the target alone */
  readonly seed: number;
}

/** What a report says of a target: the names of its policies, never their documents. */
export interface ReportedTarget {
  readonly address: string;
  readonly principal: string;
  /** sources of the known policies that take part in its decisions */
  readonly policies: readonly string[];
  readonly holes: readonly Hole[];
  /** how many properties apply to it; zero means that nothing was checked */
  readonly properties: number;
  /** what its source was read with, where anything was given */
  readonly given?: SourceOptions;
}

/** A remark about one source as a whole. */
export interface Note {
  readonly source: string;
  readonly diagnostic: Diagnostic;
}

export interface Counts {
  /** policy documents in the sources, known or not */
  readonly policies: number;
  readonly targets: number;
  /** properties that apply to at least one target */
  readonly properties: number;
  readonly holds: number;
  readonly refuted: number;
  readonly undecided: number;
  /** of the refuted: those of a severity below the gate, which fail nothing */
  readonly belowGate: number;
  /** of the refuted: those that exceptions take out, which fail nothing */
  readonly excepted: number;
  /** of the refuted: those that the baseline has, which fail nothing */
  readonly baseline: number;
  /** of the refuted, where the gate is `new`: those that were so before the change, which fail nothing */
  readonly before: number;
}

/** Which part of a run a report is of, with what a merge of all parts needs. */
export interface ReportedShard extends Shard {
  /** SHA-256 of all that the run asks, with what and how: shards of one run have the same */
  readonly digest: string;
  /** properties about targets that all shards together ask */
  readonly questions: number;
  /** the number of the question of each verdict, from 0 */
  readonly at: readonly number[];
  /** what notes say where a target is reported as public, for the notes of all shards together; default nothing */
  readonly blocked?: readonly BlockedAccess[];
}

/** What keeps a bucket from being public although its policy lets everyone in. */
export interface BlockedAccess {
  readonly source: string;
  /** address of the target that a verdict names */
  readonly target: string;
  /** such as `` `aws_s3_bucket_public_access_block.b` for `aws_s3_bucket.b` `` */
  readonly by: string;
}

/** Everything a run found out, as plain data; every reporter is a pure function of it. */
export interface Report {
  readonly sources: readonly string[];
  readonly seed: number;
  /** requests tried per property and target */
  readonly runs: number;
  /** the gate: the least severity whose violation fails the check */
  readonly failOn: FailOn;
  /** `new`: what was so before the change fails nothing; @defaultValue `all` */
  readonly gate?: "new" | "all";
  /** those that were given; @defaultValue none */
  readonly exceptions?: readonly ReportedException[];
  /** what became of the baseline; absent without one */
  readonly baseline?: ReportedBaseline;
  /** targets outermost, properties in the order given */
  readonly verdicts: readonly Verdict[];
  readonly targets: readonly ReportedTarget[];
  readonly counts: Counts;
  readonly notes: readonly Note[];
  /** the day of the AWS managed policies: `YYYY-MM-DD`, UTC; @defaultValue none, where no target has one */
  readonly managedPoliciesDate?: string;
  /** of a run with a shard: its verdicts alone are here, and the targets of all; @defaultValue absent, it is all */
  readonly shard?: ReportedShard;
}
