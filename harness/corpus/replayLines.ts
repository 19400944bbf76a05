import { authorize } from "../../policies/evaluate/authorize.js";
import { type CompiledPolicySet, compile } from "../../policies/evaluate/compile.js";
import { explain } from "../../policies/evaluate/explain.js";
import type { DecidingStatement, Decision, Request } from "../../policies/language/request.js";
import type { Diagnostic } from "../../policies/text/diagnostic.js";
import { isInShard, type Shard } from "../run/shards/shard.js";
import { CorpusReader, type ReadCase } from "./corpusReader.js";
import { type RowPolicies, readPolicies } from "./readPolicies.js";
import { completeRequest } from "./readRequest.js";
import type { NumberedLine } from "./splitLines.js";

/** A case whose decision is not the expected one. */
export interface Drift {
  readonly id: string;
  readonly line: number;
  readonly expected: Decision;
  readonly actual: Decision;
  readonly statements: readonly DecidingStatement[];
}

/** A case with a document that AWS would not store; it was judged as one that allows nothing. */
export interface RefusedCase {
  readonly id: string;
  readonly line: number;
  readonly message: string;
}

/** What each replay of a corpus counts, and what it could not read. */
export interface AskedCases {
  /** cases that could be asked */
  readonly total: number;
  readonly matched: number;
  /** cases that belong to other shards; absent where that is zero */
  readonly elsewhere?: number;
  /** why lines could not be read, with their place in the file */
  readonly unreadable: readonly Diagnostic[];
}

export interface Replay extends AskedCases {
  readonly drifted: readonly Drift[];
  readonly refused: readonly RefusedCase[];
}

/** Policy sets kept compiled, the oldest given up first. */
const cachedSets = 1024;

type Judge =
  | { readonly kind: "compiled"; readonly compiled: CompiledPolicySet }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "unreadable"; readonly diagnostics: readonly Diagnostic[] };

/**
 * Judges the cases of a corpus again by the policies that it holds, line by line, in memory that does not grow with
 * their number: a test of the engine, not of a plan.
 *
 * A line that cannot be read is listed and the replay goes on; blank lines are skipped. Equal policies
 * are compiled once while they stay in use.
 */
export async function replayLines(
  batches: AsyncIterable<readonly NumberedLine[]> | Iterable<readonly NumberedLine[]>,
  shard?: Shard,
): Promise<Replay> {
  const replayer = new Replayer(shard);
  for await (const lines of batches) for (const line of lines) replayer.take(line);
  return replayer;
}

class Replayer implements Replay {
  total = 0;
  matched = 0;
  elsewhere?: number;
  readonly drifted: Drift[] = [];
  readonly refused: RefusedCase[] = [];
  readonly unreadable: Diagnostic[] = [];
  readonly #shard: Shard | undefined;
  readonly #judges = new Map<string, Judge>();
  readonly #ofTargets = new Map<string, Judge>();
  readonly #reader = new CorpusReader((policiesText) => this.#judges.has(policiesText));

  constructor(shard?: Shard) {
    this.#shard = shard;
  }

  take(line: NumberedLine): void {
    const read = this.#reader.read(line);
    if (read.kind === "unreadable") this.unreadable.push(read.diagnostic);
    if (read.kind !== "case") return;
    if (!isInShard(this.#shard, read.row.id)) {
      this.elsewhere = (this.elsewhere ?? 0) + 1;
      return;
    }
    const { row } = read;
    const judge = row.own === undefined ? this.#judgeOfTarget(row.target ?? "") : this.#judgeOf(row.own);
    const principal = this.#reader.targets.get(row.target ?? "")?.principal ?? "";
    this.#judge(row, completeRequest(row.request, principal), judge);
  }

  #judge({ id, line, expected }: ReadCase, request: Request, judge: Judge): void {
    if (judge.kind === "unreadable") {
      this.#refuseLine(line, judge.diagnostics);
      return;
    }
    if (judge.kind === "refused") this.refused.push({ id, line, message: judge.message });
    const actual = judge.kind === "compiled" ? authorize(judge.compiled, request) : "implicitDeny";
    this.total += 1;
    if (actual === expected) {
      this.matched += 1;
      return;
    }
    const statements = judge.kind === "compiled" ? explain(judge.compiled, request).statements : [];
    this.drifted.push({ id, line, expected, actual, statements });
  }

  #judgeOf({ text, node }: NonNullable<ReadCase["own"]>): Judge {
    const known = this.#judges.get(text);
    if (known !== undefined) return known;
    if (this.#judges.size >= cachedSets) this.#judges.delete(this.#judges.keys().next().value!);
    const judge = judgeBy(readPolicies(node!)); // a row is read without its policies only where they are known
    // a separate copy: a slice would keep the whole chunk that it was cut from
    this.#judges.set(Buffer.from(text).toString(), judge);
    return judge;
  }

  #judgeOfTarget(name: string): Judge {
    const known = this.#ofTargets.get(name);
    if (known !== undefined) return known;
    const target = this.#reader.targets.get(name);
    const judge: Judge =
      target === undefined
        ? { kind: "unreadable", diagnostics: [unknownTarget(name)] }
        : judgeBy(target.policies);
    this.#ofTargets.set(name, judge);
    return judge;
  }

  #refuseLine(line: number, diagnostics: readonly Diagnostic[]): void {
    const [first] = diagnostics.filter(({ severity }) => severity === "error");
    const { column, offset } = first?.position ?? { column: 1, offset: 0 };
    if (first !== undefined) this.unreadable.push({ ...first, position: { line, column, offset } });
  }
}

function judgeBy(read: RowPolicies): Judge {
  if (read.kind === "read") return { kind: "compiled", compiled: compile(read.policies) };
  if (read.kind === "unreadable") return read;
  return { kind: "refused", message: read.diagnostics.map(({ message }) => message).join("; ") };
}

const unknownTarget = (name: string): Diagnostic => ({
  code: "unknown-target",
  severity: "error",
  message: `the head of the corpus has no target \`${name}\``,
  hint: "ask the source that it is of: `planproof corpus replay FILE --against SOURCE`",
});
