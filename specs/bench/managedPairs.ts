import { parsePolicy } from "../../policies/language/parsePolicy.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import { type Containment, prove } from "../../policies/prove/prove.js";
import { batchPolicies } from "../generators/batchPolicies.js";
import { siblingData } from "../policies/managed/siblingData.js";

const sample = 200;

/**
 * Every consecutive pair of versions of the Batch policies, and all ordered pairs of a sample of AWS's managed
 * policies, each asked once whether the first lies within the second.
 */
export function managedPairs(): void {
  const versions = batchPolicies.flatMap(({ versions: all }) =>
    all.slice(1).map(({ document }, at) => [setOf(all[at]!.document), setOf(document)] as const),
  );
  console.log(`consecutive versions of the Batch policies: ${measure(versions)}`);
  const text = siblingData("aws-managed-policies.jsonl");
  if (text === undefined) {
    console.log("aws-managed-policies.jsonl is not here: its pairs are left out");
    return;
  }
  const sets = spread(text.trim().split("\n"), sample).map(read);
  const pairs = sets.flatMap((left) =>
    sets.flatMap((right) => (left === right ? [] : [[left, right] as const])),
  );
  console.log(`${sets.length} AWS managed policies: ${measure(pairs)}`);
}

function measure(pairs: readonly (readonly [PolicySet, PolicySet])[]): string {
  const counts: Record<Containment["verdict"], number> = { proved: 0, refuted: 0, undecided: 0 };
  const before = process.cpuUsage();
  for (const [left, right] of pairs) counts[prove(left, right).verdict] += 1;
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  const told = Object.entries(counts).map(([verdict, count]) => `${count} ${verdict}`);
  return `${pairs.length} pairs in ${seconds.toFixed(2)} s of one core, ${told.join(", ")}`;
}

/** As many lines as wanted, from the whole of the file. */
const spread = (lines: readonly string[], wanted: number): readonly string[] =>
  Array.from({ length: wanted }, (_, at) => lines[Math.floor((at * lines.length) / wanted)]!);

function read(line: string): PolicySet {
  const parsed = parsePolicy(JSON.stringify(JSON.parse(line).document), "identity");
  if (!parsed.ok) throw new Error(`a managed policy is refused: ${parsed.diagnostics[0]?.message}`);
  return setOf(parsed.value);
}

const setOf = (document: PolicySet["identity"][number]["document"]): PolicySet => ({
  identity: [{ source: "policy", document }],
});
