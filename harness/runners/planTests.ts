import type { Result } from "../../policies/text/diagnostic.js";
import type { Target } from "../../properties/target.js";
import { printAddress } from "../../properties/targetAddress.js";
import { configuredPlan } from "../config/configuredPlan.js";
import { escapeControls } from "../report/escapeControls.js";
import { isAsked } from "../run/run.js";
import { isInShard } from "../run/shards/shard.js";
import { dayNow } from "./dayNow.js";
import { exceptionsOf, exceptionsTests } from "./exceptionsTests.js";
import { judgeReport } from "./judgeReport.js";
import { failingTest, type ListedTest } from "./listedTest.js";
import { ownShard, type WithOwnShard } from "./ownShard.js";
import { type PlanOptions, type PlanSource, type PlanSuite, planSuite, sourceTitle } from "./planSuite.js";
import { sourceFailure } from "./verdictFailure.js";

/**
 * Lists one test per property and target of a plan, a state, a policy or any other SOURCE of the command line, for a
 * test runner without a door here: `planproof/mocha`, `/vitest`, `/jest` and `/node` are for those that have.
 *
 * Without a source the tests are those of all sources of the configuration. Nothing is asked before a test is run. A source that cannot be read or holds nothing to check is one failing test,
 * so that the list is never empty.
 *
 * @example
 * ```ts
 * import { planTests } from "planproof";
 *
 * const options = { properties: ["no-iam-administration"] };
 * for (const { suite, title, run } of await planTests("managed:AWSBatchFullAccess", options)) {
 *   const { pending } = await run(); // throws where the property is refuted
 *   console.log([...suite, title].join(" > "), pending ?? "passed");
 * }
 * ```
 */
export async function planTests(
  source?: PlanSource,
  options: PlanOptions = {},
): Promise<readonly ListedTest[]> {
  const own = ownShard(options);
  const plan = own.ok ? await configuredPlan(source, { today: dayNow(), ...own.value }) : own;
  if (!plan.ok) {
    const name = sourceTitle(source);
    return [failingTest(escapeControls(name), "can be checked", sourceFailure(name, plan.diagnostics))];
  }
  const tests: ListedTest[] = [];
  const suites: PlanSuite[] = [];
  const names = plan.value.map(([one]) => sourceTitle(one));
  for (const [one, configured] of plan.value) {
    // a file that cannot be loaded would keep the tests of the others from running
    const suite = await planSuite(one, configured, names).catch((thrown: unknown) => ({ thrown }));
    for (const test of testsOf(one, suite, configured)) tests.push(test);
    if ("ok" in suite && suite.ok) suites.push(suite.value);
  }
  if (!isInShard(plan.value[0]?.[1].shard, "exceptions")) return tests;
  return [...tests, ...exceptionsTests(exceptionsOf(plan.value, async () => suites))];
}

function testsOf(
  source: PlanSource,
  suite: Result<PlanSuite> | { readonly thrown: unknown },
  options: WithOwnShard<PlanOptions>,
): readonly ListedTest[] {
  const title = escapeControls(sourceTitle(source));
  if ("thrown" in suite) return [failingTest(title, "can be checked", suite.thrown)];
  if (!suite.ok)
    return [failingTest(title, "can be checked", sourceFailure(sourceTitle(source), suite.diagnostics))];
  const { value } = suite;
  if (value.targets.length === 0) return [nothingToCheck(title)];
  const tests = value.targets.flatMap((target) => targetTests(target, value, { ...options, title }));
  return tests.length > 0 ? tests : [emptyShard(title)];
}

/** A runner refuses a file without a test. */
const emptyShard = (title: string): ListedTest => ({
  suite: [title],
  title: "has something to check in this shard",
  mayBePending: true,
  run: () => ({ notes: [], pending: "all of it is in other shards" }),
});

/** Of a source that may be empty. */
const nothingToCheck = (title: string): ListedTest => ({
  suite: [title],
  title: "has something to check",
  mayBePending: true,
  run: () => ({ notes: [], pending: "there is nothing to check" }),
});

function targetTests(
  target: Target,
  { properties, ask }: PlanSuite,
  { title: source, undecided, shard }: WithOwnShard<PlanOptions> & { readonly title: string },
): readonly ListedTest[] {
  const address = printAddress(target.address);
  const suite = [source, escapeControls(address)];
  const asked = properties.filter((property) => isAsked(property, target));
  if (asked.length === 0) {
    if (!isInShard(shard, address)) return [];
    const pending = "there is nothing to check";
    const title = "has no property that applies to it";
    return [{ suite, title, mayBePending: true, run: () => ({ notes: [], pending }) }];
  }
  const own = asked.filter((property) => isInShard(shard, property.id, address));
  return own.map((property) => ({
    suite,
    title: escapeControls(`${property.id}: ${property.sentence}`),
    mayBePending: undecided === "allow",
    run: () => judgeReport(ask(property, [target]), undecided),
  }));
}
