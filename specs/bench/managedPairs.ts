import { history } from "../../harness/api/history.js";
import { parsePolicy } from "../../policies/language/parsePolicy.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import { managedPolicies } from "../../policies/managed/managedPolicies.js";
import type { ManagedPolicy } from "../../policies/managed/managedPolicy.js";
import { type Containment, prove } from "../../policies/prove/prove.js";
import { batchPolicies } from "../generators/batchPolicies.js";
import { siblingData } from "../policies/managed/siblingData.js";

const sample = 200;

const everyNth = 16;

/**
 * Every consecutive pair of versions of the Batch policies and of each sixteenth managed policy of AWS, and all ordered
 * pairs of a sample of these policies, each asked once whether the first lies within the second; then the history of
 * the policy with the most versions.
 */
export async function managedPairs(): Promise<void> {
  console.log(`consecutive versions of the Batch policies: ${measure(consecutive(batchPolicies))}`);
  const slice = managedPolicies.filter((_, at) => at % everyNth === 0);
  console.log(`consecutive versions of ${slice.length} AWS managed policies: ${measure(consecutive(slice))}`);
  await longestHistory();
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

const consecutive = (policies: readonly ManagedPolicy[]) =>
  policies.flatMap(({ versions: all }) =>
    all.slice(1).map(({ document }, at) => [setOf(all[at]!.document), setOf(document)] as const),
  );

/** The seconds of one core that all versions take, and the share of the slowest one. */
async function longestHistory(): Promise<void> {
  const name = "ReadOnlyAccess";
  const marks = [secondsOfCore()];
  const found = await history(`managed:${name}`, { onVersion: () => marks.push(secondsOfCore()) });
  if (!found.ok) throw new Error(found.diagnostics[0]!.message);
  marks.push(secondsOfCore());
  const total = marks.at(-1)! - marks[0]!;
  const slowest = Math.max(...marks.slice(1).map((mark, at) => mark - marks[at]!));
  const { versions } = found.value;
  const undecided = versions.filter((one) => one.undecided.length > 0).length;
  const share = ((slowest / total) * 100).toFixed(0);
  console.log(
    `history of ${name}: ${versions.length} versions in ${total.toFixed(2)} s of one core, the slowest ${share} % of it, ${undecided} undecided`,
  );
}

function secondsOfCore(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function measure(pairs: readonly (readonly [PolicySet, PolicySet])[]): string {
  const counts: Record<Containment["verdict"], number> = { proved: 0, refuted: 0, undecided: 0 };
  const before = secondsOfCore();
  for (const [left, right] of pairs) counts[prove(left, right).verdict] += 1;
  const seconds = secondsOfCore() - before;
  const verdicts = Object.entries(counts).map(([verdict, count]) => `${count} ${verdict}`);
  const share = ((counts.undecided / pairs.length) * 100).toFixed(2);
  return `${pairs.length} pairs in ${seconds.toFixed(2)} s of one core, ${verdicts.join(", ")} (${share} %)`;
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
