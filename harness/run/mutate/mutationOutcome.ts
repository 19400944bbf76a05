import type { OperatorDescription } from "../../../generators/mutants/mutationOperators.js";
import type { PolicyDocument, Statement } from "../../../policies/language/policyDocument.js";
import type { Decision, Request } from "../../../policies/language/request.js";

/** What became of one mutant. */
export interface MutationOutcome {
  readonly operator: OperatorDescription["name"];
  /** the policy that was changed, or was not attached */
  readonly source: string;
  /** JSON pointer of the statement that was changed; empty where the document or what is attached was */
  readonly pointer: string;
  /** the targets whose policies it changes */
  readonly targets: readonly string[];
  /** the document with the mistake; absent where a policy was not attached */
  readonly document?: PolicyDocument;
  readonly before?: Statement;
  readonly after?: Statement;
  /**
   * `killed`: a test noticed it. `survived`: none did, and the witness would have. `equivalent`: it allows what the
   * original does, which is proved. `untyped`: only requests that AWS never sends distinguish it.
   */
  readonly status: "killed" | "survived" | "equivalent" | "untyped" | "undecided";
  /** the test that noticed it: a case, a property or a command */
  readonly by?: string;
  /** true where the command that noticed it did not end in time */
  readonly timeout?: true;
  /** a request that would have noticed it, with the target that it is asked of, before and after the mistake */
  readonly witness?: MutationWitness;
  /** why it is undecided */
  readonly reason?: string;
}

export interface MutationWitness {
  readonly target: string;
  readonly request: Request;
  readonly expected: Decision;
  readonly mutated: Decision;
}

/** How many mutants of the policies some tests notice. */
export interface Mutation {
  readonly mutants: readonly MutationOutcome[];
  readonly counts: Readonly<Record<MutationOutcome["status"], number>>;
  /** killed / (killed + survived); null where there is neither */
  readonly score: number | null;
  /** of a run with a shard: which of the mutants of all shards these are; absent where it is all */
  readonly part?: MutationPart;
}

export interface MutationPart {
  /** how many mutants all shards together have */
  readonly questions: number;
  /** the place of each of these among them, from 0 */
  readonly at: readonly number[];
}

/** Counts outcomes, and their score. */
export function mutationOf(mutants: readonly MutationOutcome[]): Mutation {
  const of = (wanted: MutationOutcome["status"]) => mutants.filter(({ status }) => status === wanted).length;
  const counts = {
    killed: of("killed"),
    survived: of("survived"),
    equivalent: of("equivalent"),
    untyped: of("untyped"),
    undecided: of("undecided"),
  };
  const noticeable = counts.killed + counts.survived;
  return { mutants, counts, score: noticeable === 0 ? null : counts.killed / noticeable };
}
