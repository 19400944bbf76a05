import { authorize } from "../../policies/evaluate/authorize.js";
import { type CompiledPolicySet, compile } from "../../policies/evaluate/compile.js";
import { explain } from "../../policies/evaluate/explain.js";
import type { DecidingStatement, Decision } from "../../policies/language/request.js";
import type { Diagnostic } from "../../policies/text/diagnostic.js";
import { readCanonicalRow } from "./readCanonicalRow.js";
import { readPolicies } from "./readPolicies.js";
import { type CaseRow, readRow } from "./readRow.js";
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

export interface Replay {
  /** cases that could be judged */
  readonly total: number;
  readonly matched: number;
  readonly drifted: readonly Drift[];
  readonly refused: readonly RefusedCase[];
  /** why lines could not be read, with their place in the file */
  readonly unreadable: readonly Diagnostic[];
}

/** Policy sets kept compiled, the oldest given up first. */
const cachedSets = 1024;

type JudgedRow = Pick<CaseRow, "id" | "line" | "request" | "expected">;

type Judge =
  | { readonly kind: "compiled"; readonly compiled: CompiledPolicySet }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "unreadable"; readonly diagnostics: readonly Diagnostic[] };

/**
 * Judges the cases of a corpus again, line by line, in memory that does not grow with their number.
 *
 * A line that cannot be read is listed and the replay goes on; blank lines are skipped. Equal policies
 * are compiled once while they stay in use.
 */
export async function replayLines(
  batches: AsyncIterable<readonly NumberedLine[]> | Iterable<readonly NumberedLine[]>,
): Promise<Replay> {
  const replayer = new Replayer();
  for await (const lines of batches) for (const line of lines) replayer.take(line);
  return replayer;
}

class Replayer implements Replay {
  total = 0;
  matched = 0;
  readonly drifted: Drift[] = [];
  readonly refused: RefusedCase[] = [];
  readonly unreadable: Diagnostic[] = [];
  readonly #judges = new Map<string, Judge>();

  take({ line, text }: NumberedLine): void {
    if (text.ok && text.value.trim() === "") return;
    const quick = text.ok ? readCanonicalRow(text.value) : undefined;
    const known = quick && this.#judges.get(quick.policiesText);
    if (known !== undefined) {
      this.#judge({ ...quick!, line }, known);
      return;
    }
    const row = text.ok ? readRow(text.value, line) : text;
    if (!row.ok) this.#refuseLine(line, row.diagnostics);
    else this.#judge(row.value, this.#judgeOf(row.value));
  }

  #judge(row: JudgedRow, judge: Judge): void {
    if (judge.kind === "unreadable") {
      this.#refuseLine(row.line, judge.diagnostics);
      return;
    }
    if (judge.kind === "refused") {
      this.refused.push({ id: row.id, line: row.line, message: judge.message });
    }
    const actual = judge.kind === "compiled" ? authorize(judge.compiled, row.request) : "implicitDeny";
    this.total += 1;
    if (actual === row.expected) this.matched += 1;
    else this.#addDrift(row, judge, actual);
  }

  #addDrift({ id, line, expected, request }: JudgedRow, judge: Judge, actual: Decision): void {
    const statements = judge.kind === "compiled" ? explain(judge.compiled, request).statements : [];
    this.drifted.push({ id, line, expected, actual, statements });
  }

  #judgeOf(row: CaseRow): Judge {
    const known = this.#judges.get(row.policiesText);
    if (known !== undefined) return known;
    if (this.#judges.size >= cachedSets) this.#judges.delete(this.#judges.keys().next().value!);
    const judge = makeJudge(row);
    // a separate copy: a slice would keep the whole chunk that it was cut from
    this.#judges.set(Buffer.from(row.policiesText).toString(), judge);
    return judge;
  }

  #refuseLine(line: number, diagnostics: readonly Diagnostic[]): void {
    const [first] = diagnostics.filter(({ severity }) => severity === "error");
    const { column, offset } = first?.position ?? { column: 1, offset: 0 };
    if (first !== undefined) this.unreadable.push({ ...first, position: { line, column, offset } });
  }
}

function makeJudge(row: CaseRow): Judge {
  const read = readPolicies(row.policies);
  if (read.kind === "read") return { kind: "compiled", compiled: compile(read.policies) };
  if (read.kind === "unreadable") return read;
  return { kind: "refused", message: read.diagnostics.map(({ message }) => message).join("; ") };
}
