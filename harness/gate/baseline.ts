import { type Diagnostic, failure, type Result, success } from "../../policies/text/diagnostic.js";
import { isObject } from "../../policies/text/isObject.js";
import { readJson } from "../../policies/text/readJson.js";
import type { VerdictFinding } from "./identifyVerdict.js";

/** A violation that is known; what names it is for reading. */
export interface BaselineEntry {
  /** the id of a finding */
  readonly id: string;
  readonly property: string;
  /** the address of the target, without the source where there is one */
  readonly target: string;
  /** the statement, such as `aws_iam_policy.ops/Statement/0` */
  readonly statement?: string;
}

/** The violations that a repository begins with: they fail nothing, and none is added later. */
export interface Baseline {
  readonly findings: readonly BaselineEntry[];
  /** true for one that is to be written: a run finds all that a property shows, one after another; @defaultValue false */
  readonly isNew?: true;
}

/** What a report says of its baseline. */
export interface ReportedBaseline extends Baseline {
  /** those that do not violate the property any more */
  readonly gone: readonly BaselineEntry[];
}

/** The version of baseline files: it changes with how ids are made. */
const version = 1;

/** Reads a baseline file; fails for one of another version. */
export function readBaseline(file: string, text: string): Result<Baseline> {
  const value = readJson(text);
  const fault = (message: string, hint: string): Result<never> =>
    failure({ code: "baseline", severity: "error", message, hint, source: file } satisfies Diagnostic);
  if (!isObject(value) || value["baseline"] === undefined)
    return fault(
      "it is not a baseline",
      `remove it, and write one with \`--baseline ${file} --update-baseline\``,
    );
  if (value["baseline"] !== version)
    return fault(
      `it is a baseline of version \`${String(value["baseline"])}\`, and this planproof reads version ${version}`,
      `remove it, and write it anew with \`--baseline ${file} --update-baseline\`: review what is new in it`,
    );
  const { findings } = value;
  if (!Array.isArray(findings) || !findings.every(isEntry))
    return fault(
      "its `findings` are not a list of findings",
      "restore the file: it is written by `--update-baseline` alone",
    );
  return success({ findings });
}

const isEntry = (value: unknown): value is BaselineEntry =>
  isObject(value) && ["id", "property", "target"].every((key) => typeof value[key] === "string");

/** A baseline as a file has it, an entry a line, so that a review shows what left it. */
export function printBaseline({ findings }: Baseline): string {
  const lines = findings.map((one) => `    ${JSON.stringify(one)}`);
  return `{\n  "baseline": ${version},\n  "findings": [${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n  `}]\n}\n`;
}

/** What a verdict says of findings. */
interface Found {
  readonly property: string;
  readonly target: string;
  readonly findings?: readonly VerdictFinding[];
  readonly exception?: object;
}

/**
 * The violations of a run as a baseline, without those that exceptions take out.
 *
 * @param sources their names: that of the only one is left out of addresses
 */
export function baselineOf(verdicts: readonly Found[], sources: readonly string[]): Baseline {
  const entries = verdicts.flatMap(({ property, target, findings = [], exception }) =>
    exception !== undefined
      ? []
      : findings.map(({ id, statement }) => ({
          id,
          property,
          target: placeIn(target, sources),
          ...(statement && { statement: `${statement.source}${statement.pointer}` }),
        })),
  );
  const known = new Map(entries.map((one) => [one.id, one]));
  return { findings: [...known.values()].sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1)) };
}

/** The address of a target without the only source, which may be narrowed. */
export function placeIn(target: string, sources: readonly string[]): string {
  const [only = "", another] = sources;
  const at = target.indexOf("#");
  const isOwn = another === undefined && at > 0 && `${only}#`.startsWith(target.slice(0, at + 1));
  return isOwn ? target.slice(at + 1) : target;
}

const nameOf = ({ property, target, id }: BaselineEntry): string => JSON.stringify([target, property, id]);

/**
 * What became of the violations of a baseline: those are gone that the run asks about and does not find. A source that is
 * narrowed shows only some targets.
 */
export function baselineState(
  { findings }: Baseline,
  verdicts: readonly Found[],
  sources: readonly string[],
): ReportedBaseline {
  const found = new Set(baselineOf(verdicts, sources).findings.map(({ id }) => id));
  const isNarrowed = sources.some((source) => source.includes("#"));
  const questions = new Set(
    verdicts.flatMap(({ property, target }) => [
      property,
      JSON.stringify([property, placeIn(target, sources)]),
    ]),
  );
  const isAsked = ({ property, target }: BaselineEntry): boolean =>
    questions.has(isNarrowed ? JSON.stringify([property, target]) : property);
  return { findings, gone: findings.filter((one) => !found.has(one.id) && isAsked(one)) };
}

/** The baseline without what is gone; it never grows. */
export const shrink = ({ findings, gone }: ReportedBaseline): Baseline => {
  const ids = new Set(gone.map(({ id }) => id));
  return { findings: findings.filter(({ id }) => !ids.has(id)) };
};
