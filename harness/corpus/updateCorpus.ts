import type { Request } from "../../policies/language/request.js";
import { type Diagnostic, failures, type Result, success } from "../../policies/text/diagnostic.js";
import { holesOf } from "../../properties/target.js";
import { caseId } from "./caseId.js";
import { corpusHead, type HeadTarget } from "./corpusHead.js";
import { CorpusReader, type ReadCase } from "./corpusReader.js";
import type { CorpusTarget } from "./corpusTargets.js";
import { caseRow, type PrintedCase } from "./printCorpus.js";
import { printRow } from "./printRow.js";
import { completeRequest } from "./readRequest.js";
import type { TargetReplay } from "./replayAgainst.js";
import { splitText } from "./splitLines.js";

/** A corpus as it is to be, and what is new in it. */
export interface UpdatedCorpus {
  readonly text: string;
  /** cases that expect another decision */
  readonly changed: number;
  /** cases of new access and of new targets */
  readonly added: number;
  /** cases of targets that are gone */
  readonly removed: number;
}

interface UpdateOptions {
  /** the targets of the source, by their names in it */
  readonly targets: readonly CorpusTarget[];
  /** cases of the targets that the corpus lacks */
  readonly cases: readonly PrintedCase[];
}

/**
 * A corpus that expects what a replay found: drifted cases expect the decision of now, new access and new targets have
 * cases, the head has the policies of now. Cases of targets that are gone are left out; every other row stays as it is
 * written. Fails where a case cannot be read, which would be lost.
 */
export function updateCorpus(
  text: string,
  replayed: TargetReplay,
  { targets, cases }: UpdateOptions,
): Result<UpdatedCorpus> {
  const reader = new CorpusReader();
  const gone = new Set(replayed.missingTargets.map(({ target }) => target));
  const drifts = new Map(replayed.drifted.map((drift) => [drift.line, drift]));
  const rows: Row[] = [];
  const faults: Diagnostic[] = [];
  let removed = 0;
  for (const numbered of splitText(text)) {
    const read = reader.read(numbered);
    if (read.kind === "unreadable" && !read.inHead) faults.push(read.diagnostic);
    if (read.kind !== "case") continue;
    const { row } = read;
    const target = row.target ?? "";
    if (gone.has(target)) removed += 1;
    else
      rows.push(
        rowOf(row, { written: numbered.text.ok ? numbered.text.value : "", drift: drifts.get(row.line) }),
      );
  }
  if (faults.length > 0) return failures(faults.map(inTheWay));
  const nameOf = new Map(replayed.asked.map(({ inCorpus, name }) => [name, inCorpus]));
  const known = new Set(rows.map(({ id }) => id));
  const changes = replayed.changes.map(({ target, request, actual }): PrintedCase => {
    const name = nameOf.get(target) ?? target;
    return { id: caseId(name, request), target: name, request, expected: actual };
  });
  const added = [...changes, ...cases].filter(({ id }) => !known.has(id));
  for (const one of added) insert(rows, newRow(one));
  const head = corpusHead(headTargets(reader, replayed, targets));
  return success({
    text: [...head.map(printRow), ...rows.map(({ line }) => line)].join(""),
    changed: drifts.size,
    added: added.length,
    removed,
  });
}

/** A row with what it is sorted by. */
interface Row {
  readonly id: string;
  readonly target: string;
  readonly order: string;
  readonly line: string;
}

interface Written {
  readonly written: string;
  readonly drift: TargetReplay["drifted"][number] | undefined;
}

function rowOf({ id, target = "", request, own, expected }: ReadCase, { written, drift }: Written): Row {
  const order = orderOf(request);
  const decision = drift?.actual ?? expected;
  if (own !== undefined) {
    const complete = completeRequest(request, request.principal ?? "");
    const row = caseRow({ id, target, request: complete, expected: decision });
    return { id, target, order, line: printRow(row) };
  }
  if (drift === undefined) return { id, target, order, line: `${written}\n` };
  const row = { ...(JSON.parse(written) as object), expected: decision };
  return { id, target, order, line: printRow(row) };
}

const newRow = (one: PrintedCase): Row => ({
  id: one.id,
  target: one.target,
  order: orderOf(one.request),
  line: printRow(caseRow(one)),
});

const orderOf = ({ action, resource, context }: Pick<Request, "action" | "resource" | "context">): string =>
  JSON.stringify([action, resource, context]);

/** Among the rows of its target, before the first that follows it; after them where none does. */
function insert(rows: Row[], row: Row): void {
  const next = rows.findIndex(({ target, order }) => target === row.target && order > row.order);
  const last = rows.findLastIndex(({ target }) => target === row.target);
  if (next >= 0) rows.splice(next, 0, row);
  else if (last >= 0) rows.splice(last + 1, 0, row);
  else rows.push(row);
}

/** As they are now; what is unknown in part stays as it was known. */
function headTargets(
  { targets: before }: CorpusReader,
  { asked, newTargets }: TargetReplay,
  targets: readonly CorpusTarget[],
): readonly HeadTarget[] {
  const byName = new Map(targets.map((one) => [one.name, one.target]));
  const kept = asked.flatMap(({ inCorpus, name }) => {
    const target = byName.get(name)!;
    if (holesOf(target).length === 0)
      return [{ name: inCorpus, principal: target.principal, policies: target.policies }];
    const known = before.get(inCorpus);
    return known?.policies.kind === "read"
      ? [{ name: inCorpus, principal: known.principal, policies: known.policies.policies }]
      : [];
  });
  const more = newTargets.map((name) => {
    const { principal, policies } = byName.get(name)!;
    return { name, principal, policies };
  });
  return [...kept, ...more];
}

const inTheWay = (diagnostic: Diagnostic): Diagnostic => ({
  ...diagnostic,
  hint: `${diagnostic.hint}; the file is not updated while a line of it cannot be read`,
});
