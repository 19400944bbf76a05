import { type Diagnostic, failures, type Result, success } from "../../policies/text/diagnostic.js";
import type { CorpusShard } from "../corpus/corpusHead.js";
import { CorpusReader } from "../corpus/corpusReader.js";
import { printRow } from "../corpus/printRow.js";
import type { NumberedLine } from "../corpus/splitLines.js";
import { isShard } from "../run/shards/shard.js";
import { type ShardFile, shardFaults } from "./shardFaults.js";

/** A corpus that is the union of others. */
export interface MergedCorpus {
  /** the lines of its file */
  readonly lines: readonly string[];
  readonly cases: number;
  /** cases that were there more than once */
  readonly duplicates: number;
}

/** A row that may be in one file only, or in several with the same content. */
interface Row {
  readonly file: string;
  readonly text: string;
}

interface CaseOrder extends Row {
  readonly target: string;
  /** by action, resource and context, as `corpus generate` sorts them */
  readonly order: string;
}

/**
 * Joins corpora: documents and targets once, then the cases by target, action, resource and context. A file that says
 * of which shard it is needs all the others.
 */
export class CorpusMerge {
  readonly #shards: ShardFile[] = [];
  readonly #versions = new Map<string, Row>();
  readonly #documents = new Map<string, Row>();
  readonly #targets = new Map<string, Row>();
  readonly #cases = new Map<string, CaseOrder>();
  readonly #faults: Diagnostic[] = [];
  #duplicates = 0;

  /** Takes the lines of one file. */
  async add(file: string, batches: AsyncIterable<readonly NumberedLine[]>): Promise<void> {
    const reader = new CorpusReader();
    for await (const lines of batches) {
      for (const line of lines) {
        const read = reader.read(line);
        if (read.kind === "unreadable") this.#faults.push({ ...read.diagnostic, source: file });
        else if (line.text.ok && line.text.value.trim() !== "") this.#take(file, line.text.value, read);
      }
    }
  }

  finish(): Result<MergedCorpus> {
    const faults = [...this.#faults, ...shardFaults(this.#shards, "planproof corpus generate SOURCE")];
    if (faults.length > 0) return failures(faults);
    if (this.#cases.size === 0) return failures([noCases]);
    const places = new Map([...this.#targets.keys()].map((name, place) => [name, place]));
    const placeOf = ({ target }: CaseOrder) => places.get(target) ?? places.size;
    const cases = [...this.#cases.values()].sort(
      (one, other) =>
        placeOf(one) - placeOf(other) || compare(one.order, other.order) || compare(one.text, other.text),
    );
    const documents = [...this.#documents].sort(([one], [other]) => compare(one, other));
    const head = [...this.#versions.values(), ...documents.map(([, row]) => row), ...this.#targets.values()];
    return success({
      lines: [...head, ...cases].map(({ text }) => `${text}\n`),
      cases: cases.length,
      duplicates: this.#duplicates,
    });
  }

  #take(file: string, line: string, read: ReturnType<CorpusReader["read"]>): void {
    const text = line.trim();
    if (read.kind === "case") {
      const { id, target = "", request } = read.row;
      const { action, resource, context } = request;
      const order = JSON.stringify([action, resource, context]);
      if (this.#put(this.#cases, id, { file, text, target, order }, "case")) this.#duplicates += 1;
      return;
    }
    const { corpus, shard, document, target } = JSON.parse(text) as HeadRow;
    if (corpus !== undefined) {
      this.#versions.set(String(corpus), { file, text: printRow({ corpus }).trim() });
      if (shard !== undefined && isShard(shard) && typeof shard.digest === "string")
        this.#shards.push({ file, shard });
      else if (shard !== undefined) this.#faults.push(badShard(file));
    } else if (document !== undefined) this.#put(this.#documents, document, { file, text }, "document");
    else if (target !== undefined) this.#put(this.#targets, target, { file, text }, "target");
  }

  /** True where the row was there already. */
  #put<T extends Row>(rows: Map<string, T>, name: string, row: T, kind: Kind): boolean {
    const before = rows.get(name);
    if (before === undefined) rows.set(name, row);
    else if (before.text !== row.text) this.#faults.push(conflict(kind, name, row.file, before.file));
    return before !== undefined;
  }
}

interface HeadRow {
  readonly corpus?: number;
  readonly shard?: CorpusShard;
  readonly document?: string;
  readonly target?: string;
}

const compare = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

type Kind = "case" | "document" | "target";

const conflict = (kind: Kind, name: string, source: string, other: string): Diagnostic => ({
  code: `conflicting-${kind}`,
  severity: "error",
  message: `its ${kind} \`${name}\` differs from that of ${source === other ? "an earlier line" : `\`${other}\``}`,
  hint: "merge corpora of the same source: `planproof corpus replay FILE --against SOURCE` reports which is old",
  source,
});

const badShard = (source: string): Diagnostic => ({
  code: "bad-shard",
  severity: "error",
  message: "its first line does not say which shard it is, as `planproof corpus generate --shard I/N` would",
  hint: "make the file again",
  source,
});

const noCases: Diagnostic = {
  code: "no-cases",
  severity: "error",
  message: "none of the files holds a case",
  hint: "make some with `planproof corpus generate`",
};
