import { type Diagnostic, type Result, success } from "../../../policies/text/diagnostic.js";
import { printAddress } from "../../../properties/targetAddress.js";
import { type AddedCase, appendCases } from "../../corpus/appendCases.js";
import { corpusTargets } from "../../corpus/corpusTargets.js";
import type { Mutation, MutationOutcome } from "../../run/mutate/mutationOutcome.js";
import type { Source } from "../../run/openSource.js";

/**
 * Appends a case for each mutant that survived to a corpus file; each that no case of a corpus can show is reported. A
 * mistake in the policy of a resource that a principal of the source is concerned by is shown by a case of that
 * principal; what is left is about callers that the source does not define.
 */
export function addSurvivors(path: string, { mutants }: Mutation, source: Source): Result<string> {
  const targets = new Map(corpusTargets([source]).map((one) => [printAddress(one.target.address), one]));
  const added: AddedCase[] = [];
  const left: Diagnostic[] = [];
  for (const mutant of mutants) {
    const { status, witness } = mutant;
    if (status !== "survived") continue;
    const target = witness && targets.get(witness.target);
    if (target === undefined) left.push(notAdded(mutant));
    else added.push({ ...witness!, target });
  }
  const written = appendCases(path, added);
  return written.ok ? success(path, left) : written;
}

const notAdded = ({ operator, source, pointer, witness }: MutationOutcome): Diagnostic => ({
  code: "not-added",
  severity: "warning",
  message: `no case is added for \`${operator}\` ${pointer === "" ? "in" : `at ${pointer} of`} \`${source}\`: only callers of a resource distinguish it, such as \`${witness?.request.principal}\`; the cases of a corpus are about principals of the source`,
  hint: "state who may call the resource as a property, such as `assumableOnlyBy`, and check that",
  source: witness?.target ?? source,
});
