import type { Decision, Request } from "../../policies/language/request.js";
import { type Result, success } from "../../policies/text/diagnostic.js";
import { caseId } from "./caseId.js";
import { corpusHead } from "./corpusHead.js";
import type { CorpusTarget } from "./corpusTargets.js";
import { caseRow } from "./printCorpus.js";
import { printRow } from "./printRow.js";
import { rewriteFile } from "./rewriteFile.js";

/** The violation that a case shows. */
export interface CaseOrigin {
  /** id of the property that the request violates */
  readonly property: string;
  /** of the search that found it */
  readonly seed?: number;
  /** fast-check's path to it */
  readonly path?: string;
}

/** A case to add to a corpus. */
export interface AddedCase {
  readonly target: CorpusTarget;
  readonly request: Request;
  readonly expected: Decision;
  readonly origin?: CaseOrigin;
}

/**
 * Adds cases to a corpus file, which is made if it does not exist. A case that it has already is not added again: its
 * row gets the properties that it did not name, and expects what they demand. The file is written whole or not at all,
 * and not without a case. Other processes may add to it at the same time.
 */
export function appendCases(path: string, added: readonly AddedCase[]): Result<string> {
  if (added.length === 0) return success(path);
  const written = rewriteFile(path, (content) => success(withCases(content ?? "", added)));
  return written.ok ? success(path) : written;
}

/** A case and all properties that its request violates. */
interface NewCase extends AddedCase {
  readonly properties: readonly string[];
}

function withCases(there: string, added: readonly AddedCase[]): string {
  const cases = joined(added);
  const known = new Set<string>();
  const lines = there.split("\n").map((line) => {
    const one = cases.get(idIn(line) ?? "");
    if (one === undefined) return line;
    known.add(idIn(line)!);
    return withProperties(line, one);
  });
  const kept = lines.join("\n");
  const lacking = [...cases].filter(([id]) => !known.has(id));
  if (lacking.length === 0) return kept;
  const gap = kept === "" || kept.endsWith("\n") ? "" : "\n";
  const rows = lacking.map(([id, one]) => newRow(id, one));
  const head = headOf(
    there,
    lacking.map(([, { target }]) => target),
  );
  return kept + gap + [...head, ...rows].map(printRow).join("");
}

/** By id; a request can violate several properties of a target. */
function joined(added: readonly AddedCase[]): ReadonlyMap<string, NewCase> {
  const cases = new Map<string, NewCase>();
  for (const one of added) {
    const id = caseId(one.target.name, one.request);
    const before = cases.get(id);
    const more = one.origin === undefined ? [] : [one.origin.property];
    const properties = [...new Set([...(before?.properties ?? []), ...more])];
    cases.set(id, { ...(before ?? one), properties });
  }
  return cases;
}

const idIn = (line: string): string | undefined => /"id":"([^"\\]*)"/.exec(line)?.[1];

function withProperties(line: string, { expected, properties }: NewCase): string {
  const row = JSON.parse(line) as { readonly property?: string | readonly string[] };
  const before = row.property === undefined ? [] : [row.property].flat();
  const all = [...new Set([...before, ...properties])];
  return all.length === before.length
    ? line
    : printRow({ ...row, expected, property: propertyOf(all) }).trimEnd();
}

const propertyOf = (ids: readonly string[]): string | readonly string[] => (ids.length === 1 ? ids[0]! : ids);

/** The rows of the head that the file lacks. */
function headOf(there: string, targets: readonly CorpusTarget[]): readonly object[] {
  const lacking = [...new Map(targets.map((one) => [one.name, one.target]))]
    .filter(([name]) => !there.includes(`"target":${JSON.stringify(name)},"principal":`))
    .map(([name, { principal, policies }]) => ({ name, principal, policies }));
  return lacking.length === 0 && there !== "" ? [] : corpusHead(lacking).slice(there === "" ? 0 : 1);
}

function newRow(id: string, { target, request, expected, origin, properties }: NewCase): object {
  const row = caseRow({ id, target: target.name, request, expected });
  const isForeign = request.principal !== target.target.principal;
  return {
    ...row,
    ...(isForeign && { request: { principal: request.principal, ...row.request } }),
    ...(origin && { ...origin, property: propertyOf(properties) }),
  };
}
