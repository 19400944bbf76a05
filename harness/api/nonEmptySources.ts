import { failures, type Result, success } from "../../policies/text/diagnostic.js";
import type { Target } from "../../properties/target.js";
import { checkPreconditions, isEmptiness } from "../run/checkPreconditions.js";
import type { Source } from "../run/openSource.js";
import type { Note } from "../run/report.js";
import { inSource, loadedSources, type SourceInputs } from "./sourceInput.js";

/** Sources of which some may hold nothing to check. */
export interface NonEmptySources {
  /** those that hold something */
  readonly sources: readonly Source[];
  readonly names: readonly string[];
  /** why the others are left out */
  readonly empty: readonly Note[];
}

/**
 * The sources that hold something to check. One that does not is left out and noted; fails where none does, unless
 * that is allowed, and where a part of one is missing.
 *
 * @param documentsOf what a property is asked of in addition to the targets of a source
 */
export function nonEmptySources(
  inputs: SourceInputs,
  documentsOf: (source: Source) => readonly Target[],
  allowEmpty = false,
): Result<NonEmptySources> {
  const loaded = loadedSources(inputs);
  if (!loaded.ok) return loaded;
  const checked = loaded.value.map((source) => ({
    source,
    faults: inSource(source.name, checkPreconditions(source, documentsOf(source))),
  }));
  const faults = checked.flatMap((one) => one.faults);
  const sources = checked.flatMap((one) => (one.faults.length === 0 ? [one.source] : []));
  const isAllowed = faults.every(isEmptiness) && (allowEmpty || sources.length > 0);
  if (faults.length > 0 && !isAllowed)
    return failures(faults.every(isEmptiness) ? faults : faults.filter((one) => !isEmptiness(one)));
  const empty = faults.map(({ source = "", ...one }): Note => {
    const message = one.message.replace(/, so there is nothing to check$/, "");
    return {
      source,
      diagnostic: { ...one, severity: "warning", message: `nothing was checked in it: ${message}` },
    };
  });
  return success({ sources, names: loaded.value.map(({ name }) => name), empty });
}
