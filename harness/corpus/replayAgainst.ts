import type { DecidingStatement, Decision, Request } from "../../policies/language/request.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import type { Diagnostic } from "../../policies/text/diagnostic.js";
import type { Hole } from "../../properties/hole.js";
import { holesOf } from "../../properties/target.js";
import type { Unless } from "../../properties/unless.js";
import { referenceFor } from "../run/referenceFor.js";
import { isInShard, type Shard } from "../run/shards/shard.js";
import { type AskedTarget, askedTarget } from "./askedTarget.js";
import { CaseTargets } from "./caseTargets.js";
import { type ChangedAccess, changedAccess } from "./changedAccess.js";
import { CorpusReader, type ReadCase } from "./corpusReader.js";
import type { CorpusTarget } from "./corpusTargets.js";
import type { AskedCases } from "./replayLines.js";
import type { NumberedLine } from "./splitLines.js";

/** A case of a target of the source. */
interface TargetCase {
  readonly id: string;
  readonly line: number;
  readonly target: string;
  /** as it is made by the target as it is now */
  readonly request: Request;
  readonly expected: Decision;
}

/** A case that the target decides otherwise than the corpus expects. */
export interface TargetDrift extends TargetCase {
  readonly actual: Decision;
  /** the statements that decide now */
  readonly statements: readonly DecidingStatement[];
  /** the statements that decided by the policies in the corpus; absent where it does not hold them */
  readonly statementsBefore?: readonly DecidingStatement[];
  /** the unknown policies that alone could make it match; absent where nothing unknown could */
  readonly unless?: readonly Unless[];
}

/** A case of which the decision depends on something unknown, or a target without cases that is partly unknown. */
export interface UndecidedTarget extends Partial<TargetCase> {
  readonly target: string;
  readonly holes: readonly Hole[];
}

/** What the targets of a source say to the cases of a corpus. */
export interface TargetReplay extends AskedCases {
  readonly drifted: readonly TargetDrift[];
  readonly undecided: readonly UndecidedTarget[];
  /** the targets of the corpus that the source does not have, each with the number of its cases */
  readonly missingTargets: readonly { readonly target: string; readonly cases: number }[];
  /** the targets of the source that the corpus does not have */
  readonly newTargets: readonly string[];
  /** access that no case asks about and that is decided otherwise than by the policies in the corpus */
  readonly changes: readonly ChangedAccess[];
  /** the targets that were asked, by their names in the source and in the corpus, which differ where each has only one */
  readonly asked: readonly { readonly name: string; readonly inCorpus: string }[];
}

/**
 * Asks each case of a corpus of the target that it names, as that is in a source now. What the corpus holds of the
 * policies serves only to say which statements decided then. Lines are read one at a time, in memory that does not
 * grow with their number.
 */
export async function replayAgainst(
  batches: AsyncIterable<readonly NumberedLine[]> | Iterable<readonly NumberedLine[]>,
  targets: readonly CorpusTarget[],
  shard?: Shard,
): Promise<TargetReplay> {
  const replayer = new TargetReplayer(targets, shard);
  for await (const lines of batches) for (const line of lines) replayer.take(line);
  const reference = await referenceFor(
    targets.map(({ target }) => target),
    "typed",
  );
  return replayer.finish(reference);
}

class TargetReplayer {
  readonly #targets: CaseTargets;
  readonly #shard: Shard | undefined;
  readonly #reader = new CorpusReader();
  readonly #asked = new Map<string, AskedTarget>();
  readonly #missing = new Map<string, number>();
  /** the changes of access that cases show, also those of other shards */
  readonly #shown = new Set<string>();
  readonly #drifted: TargetDrift[] = [];
  readonly #undecided: UndecidedTarget[] = [];
  readonly #unreadable: Diagnostic[] = [];
  #total = 0;
  #elsewhere = 0;
  #matched = 0;

  constructor(targets: readonly CorpusTarget[], shard?: Shard) {
    this.#targets = new CaseTargets(targets);
    this.#shard = shard;
  }

  take(line: NumberedLine): void {
    const read = this.#reader.read(line);
    if (read.kind === "unreadable") this.#unreadable.push(read.diagnostic);
    if (read.kind !== "case") return;
    const { row } = read;
    if (row.target === undefined) {
      this.#unreadable.push(noTarget(row.line));
      return;
    }
    const target = this.#targetOf(row.target);
    if (target !== undefined) this.#ask(row, target);
    else if (this.#owns(row.target)) this.#missing.set(row.target, (this.#missing.get(row.target) ?? 0) + 1);
    else this.#elsewhere += 1;
  }

  finish(reference: ServiceReference): TargetReplay {
    for (const name of this.#reader.targets.keys()) {
      if (this.#targetOf(name) === undefined && !this.#missing.has(name) && this.#owns(name))
        this.#missing.set(name, 0);
    }
    const others = this.#targets.others
      .filter(({ name }) => this.#owns(name))
      .map((one) => ({ ...one, holes: holesOf(one.target) }));
    const unknown = others.filter(({ holes }) => holes.length > 0);
    return {
      total: this.#total,
      matched: this.#matched,
      ...(this.#elsewhere > 0 && { elsewhere: this.#elsewhere }),
      drifted: this.#drifted,
      undecided: [...this.#undecided, ...unknown.map(({ name, holes }) => ({ target: name, holes }))],
      missingTargets: [...this.#missing].map(([target, cases]) => ({ target, cases })),
      newTargets: others.filter(({ holes }) => holes.length === 0).map(({ name }) => name),
      changes: this.#changes(reference),
      asked: [...this.#asked].map(([inCorpus, { name }]) => ({ name, inCorpus })),
      unreadable: this.#unreadable,
    };
  }

  /** Without those that a case shows already. */
  #changes(reference: ServiceReference): readonly ChangedAccess[] {
    return [...this.#asked.values()]
      .flatMap(({ name, target, before }) =>
        !this.#owns(name) || before?.policies === undefined || holesOf(target).length > 0
          ? []
          : changedAccess(name, { now: target, before: { ...before, policies: before.policies } }, reference),
      )
      .filter(({ target, request, change }) => !this.#shown.has(keyOf(target, request, change === "added")));
  }

  /** Whether what is said of a target as a whole is for this shard: one of all says it. */
  #owns(target: string): boolean {
    return isInShard(this.#shard, target);
  }

  #targetOf(name: string): AskedTarget | undefined {
    const known = this.#asked.get(name);
    if (known !== undefined) return known;
    const found = this.#targets.find(name, this.#reader.targets.size);
    if (found === undefined) return undefined;
    const asked = askedTarget(found, this.#reader.targets.get(name));
    this.#asked.set(name, asked);
    return asked;
  }

  #ask(row: ReadCase, { name, target, ask }: AskedTarget): void {
    const isOwn = isInShard(this.#shard, row.id);
    if (!isOwn) this.#elsewhere += 1;
    if (!isOwn && !this.#owns(name)) return;
    const { request, answer } = ask(row);
    if (answer.kind === "drifted") this.#shown.add(keyOf(name, request, answer.actual === "allowed"));
    if (!isOwn) return;
    this.#total += 1;
    if (answer.kind === "matched") {
      this.#matched += 1;
      return;
    }
    const one = { id: row.id, line: row.line, target: name, request, expected: row.expected };
    if (answer.kind === "drifted") {
      const { kind: _, ...drift } = answer;
      this.#drifted.push(copied({ ...one, ...drift }));
    } else this.#undecided.push(copied({ ...one, holes: holesOf(target) }));
  }
}

/** A copy: a string that was cut from a chunk of the file would keep the whole chunk. */
const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const keyOf = (target: string, { action }: Request, isAllowed: boolean): string =>
  JSON.stringify([target, action.toLowerCase(), isAllowed]);

/** Why a case cannot be asked of a source. */
export const noTarget = (line: number): Diagnostic => ({
  code: "no-target",
  severity: "error",
  message: "the case names no target, so it can be asked of no source",
  position: { line, column: 1, offset: 0 },
  hint: 'add `"target"` with the address of a principal, or replay the file without `--against`',
});
