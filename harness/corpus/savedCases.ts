import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Request } from "../../policies/language/request.js";
import { type Diagnostic, type Result, success } from "../../policies/text/diagnostic.js";
import { printAddress } from "../../properties/targetAddress.js";
import type { Source } from "../run/openSource.js";
import type { Verdict } from "../run/report.js";
import { type AddedCase, appendCases } from "./appendCases.js";
import { CaseTargets } from "./caseTargets.js";
import { CorpusReader } from "./corpusReader.js";
import { type CorpusTarget, corpusTargets } from "./corpusTargets.js";
import { readFileLines } from "./readFileLines.js";
import { requestsNow } from "./requestsNow.js";

/**
 * The requests that violated properties of some sources before, kept in a corpus file. Each is a case that expects the
 * opposite decision: it drifts until the violation is mended.
 */
export class SavedCases {
  readonly #path: string;
  readonly #targets: readonly CorpusTarget[];
  readonly #requests: ReadonlyMap<string, readonly Request[]>;

  private constructor(
    path: string,
    targets: readonly CorpusTarget[],
    requests: ReadonlyMap<string, readonly Request[]>,
  ) {
    this.#path = path;
    this.#targets = targets;
    this.#requests = requests;
  }

  /** Reads the file, if it exists; fails where a line cannot be read. */
  static async open(file: string, sources: readonly Source[], cwd = ""): Promise<Result<SavedCases>> {
    const path = resolve(cwd, file);
    const targets = corpusTargets(sources);
    const found = new CaseTargets(targets);
    const requests = new Map<string, Request[]>();
    const reader = new CorpusReader();
    const read = await readFileLines(path, async (batches) => {
      for await (const lines of batches) {
        for (const line of lines) {
          const one = reader.read(line);
          if (one.kind === "unreadable") return one.diagnostic;
          if (one.kind !== "case" || one.row.properties === undefined) continue;
          const name = one.row.target ?? "";
          const target = found.find(name, reader.targets.size)?.target;
          if (target === undefined) continue;
          const before = reader.targets.get(name)?.principal;
          const request = requestsNow(target.principal, before)(one.row.request);
          for (const property of one.row.properties) {
            const key = keyOf(property, printAddress(target.address));
            requests.set(key, [...(requests.get(key) ?? []), request]);
          }
        }
      }
      return undefined;
    });
    if (!read.ok && !existsSync(path)) return success(new SavedCases(path, targets, requests));
    if (!read.ok)
      return { ok: false, diagnostics: read.diagnostics.map((one) => ({ ...one, source: file })) };
    if (read.value !== undefined) return { ok: false, diagnostics: [{ ...read.value, source: file }] };
    return success(new SavedCases(path, targets, requests));
  }

  /** What violated a property of a target before. */
  readonly requestsOf = (property: string, target: string): readonly Request[] =>
    this.#requests.get(keyOf(property, target)) ?? [];

  /**
   * Adds the witnesses of what is refuted. Those about resources are not cases of a principal and are left out: each is
   * a warning in the diagnostics of a success.
   */
  add(verdicts: readonly Verdict[]): Result<string> {
    const byAddress = new Map(this.#targets.map((one) => [printAddress(one.target.address), one]));
    const added: AddedCase[] = [];
    const leftOut: Diagnostic[] = [];
    for (const verdict of verdicts) {
      const named = byAddress.get(verdict.target);
      const cases = witnessesOf(verdict);
      if (named === undefined && cases.length > 0) leftOut.push(notSaved(verdict));
      else for (const one of cases) added.push({ ...one, target: named! });
    }
    const written = appendCases(this.#path, added);
    return written.ok ? success(written.value, leftOut) : written;
  }
}

function witnessesOf({ property, outcome }: Verdict): readonly Omit<AddedCase, "target">[] {
  if (outcome.verdict !== "refuted") return [];
  const { witness, witnesses = witness === undefined ? [] : [witness], seed, path } = outcome;
  const origin = { property, ...(seed !== undefined && { seed }), ...(path !== undefined && { path }) };
  return witnesses.map(({ request, decision }) => ({
    request,
    expected: decision === "allowed" ? "implicitDeny" : "allowed",
    origin,
  }));
}

const notSaved = ({ property, target }: Verdict): Diagnostic => ({
  code: "not-saved",
  severity: "warning",
  message: `no case is saved for \`${property}\` of \`${target}\`: cases are about principals, this is a resource`,
  hint: "`planproof check` reports it each time",
});

const keyOf = (property: string, target: string): string => JSON.stringify([property, target]);
