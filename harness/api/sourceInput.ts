import { type Diagnostic, failures, type Result, success } from "../../policies/text/diagnostic.js";
import type { Target } from "../../properties/target.js";
import { checkPreconditions } from "../run/checkPreconditions.js";
import type { Source } from "../run/openSource.js";

/** A source, or what `loadSource` returned: its failure is then the failure of the question. */
export type SourceInput = Source | Result<Source>;

/** One source or several. */
export type SourceInputs = SourceInput | readonly SourceInput[];

/** All sources, or the diagnostics of all that could not be read. */
export function loadedSources(inputs: SourceInputs): Result<readonly Source[]> {
  const all = (isList(inputs) ? inputs : [inputs]).map(resultOf);
  const faults = all.flatMap((one) => (one.ok ? [] : one.diagnostics));
  return faults.length > 0 ? failures(faults) : success(all.flatMap((one) => (one.ok ? [one.value] : [])));
}

/**
 * The same for sources that must each hold something to check.
 *
 * @param documentsOf those of a source that a property is asked of; @defaultValue none
 */
export function checkableSources(
  inputs: SourceInputs,
  documentsOf: (source: Source) => readonly Target[] = () => [],
): Result<readonly Source[]> {
  const sources = loadedSources(inputs);
  if (!sources.ok) return sources;
  const faults = sources.value.flatMap((source) =>
    inSource(source.name, checkPreconditions(source, documentsOf(source))),
  );
  return faults.length > 0 ? failures(faults) : sources;
}

/** Diagnostics with the name of the source they are about. */
export const inSource = (source: string, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.map((diagnostic) => ({ ...diagnostic, source }));

const resultOf = (input: SourceInput): Result<Source> => ("ok" in input ? input : success(input));

const isList = (inputs: SourceInputs): inputs is readonly SourceInput[] => Array.isArray(inputs);
