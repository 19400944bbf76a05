import { type Diagnostic, type Result, success } from "../../../policies/text/diagnostic.js";
import { printAddress } from "../../../properties/targetAddress.js";
import { type AddedCase, appendCases } from "../../corpus/appendCases.js";
import { corpusTargets } from "../../corpus/corpusTargets.js";
import type { Mutation, MutationOutcome, MutationWitness } from "../../run/mutate/mutationOutcome.js";
import type { Source } from "../../run/openSource.js";

/**
 * Appends a case for each mutant that survived to a corpus file. The cases of a corpus are about principals of the
 * source, so a mutant is reported where the request that shows it is of another caller of a resource or role.
 *
 * @returns of how many survivors the file has a case now
 */
export function addSurvivors(path: string, { mutants }: Mutation, source: Source): Result<number> {
  const targets = new Map(corpusTargets([source]).map((one) => [printAddress(one.target.address), one]));
  const kinds = new Map(
    source.resources.map(({ address, resource }) => [printAddress(address), resource?.kind]),
  );
  const added: AddedCase[] = [];
  const left: Diagnostic[] = [];
  for (const mutant of mutants) {
    const { status, witness } = mutant;
    if (status !== "survived" || witness === undefined) continue;
    const target = targets.get(witness.target);
    if (target !== undefined) added.push({ ...witness, target });
    else left.push(notAdded(mutant, witness, kinds.get(witness.target) ?? "resource"));
  }
  const written = appendCases(path, added);
  return written.ok ? success(added.length, left) : written;
}

const notAdded = (
  { operator, source, pointer }: MutationOutcome,
  { target, request }: MutationWitness,
  kind: "resource" | "trust",
): Diagnostic => ({
  code: "not-added",
  severity: "warning",
  message: `no case is added for \`${operator}\` ${pointer === "" ? "in" : `at ${pointer} of`} \`${source}\`: callers of \`${target}\`, such as \`${request.principal}\`, show it, and the cases of a corpus are about principals of the source`,
  hint: hints[kind],
  source: target,
});

const hints = {
  trust: "check who can assume the role, with `--property assumable-by:principals=ARN,SERVICE`",
  resource:
    "check the policy of the resource, with `--property no-public-access` or a property that you wrote",
};
