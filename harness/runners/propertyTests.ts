import { isAbout } from "../../properties/property.js";
import { printAddress } from "../../properties/targetAddress.js";
import { configuredPlanAtOnce } from "../config/configuredPlan.js";
import { escapeControls } from "../report/escapeControls.js";
import { chooseProperties } from "../run/chooseProperties.js";
import { isInShard } from "../run/shards/shard.js";
import { dayNow } from "./dayNow.js";
import { exceptionsOf, exceptionsTests } from "./exceptionsTests.js";
import { judgeReport } from "./judgeReport.js";
import { failingTest, type ListedTest } from "./listedTest.js";
import { ownShard, type WithOwnShard } from "./ownShard.js";
import { type PlanOptions, type PlanSource, planSuite, sourceTitle } from "./planSuite.js";
import { sourceFailure } from "./verdictFailure.js";

/**
 * Lists one test per property, each about all targets of a source at once. Needs no `await`: the source is read by the
 * first test that runs.
 */
export function propertyTests(source?: PlanSource, options: PlanOptions = {}): readonly ListedTest[] {
  const own = ownShard(options);
  const plan = own.ok ? configuredPlanAtOnce(source, { today: dayNow(), ...own.value }) : own;
  if (plan.ok) {
    const names = plan.value.map(([one]) => sourceTitle(one));
    const loading = plan.value.map(([one, configured]) => once(() => planSuite(one, configured, names)));
    const loaded = async () =>
      (await Promise.all(loading.map((load) => load()))).flatMap((one) => (one.ok ? [one.value] : []));
    return [
      ...plan.value.flatMap(([one, configured], at) => testsOf(one, configured, loading[at]!)),
      ...(isInShard(plan.value[0]?.[1].shard, "exceptions")
        ? exceptionsTests(exceptionsOf(plan.value, loaded))
        : []),
    ];
  }
  const name = sourceTitle(source);
  return [failingTest(escapeControls(name), "can be checked", sourceFailure(name, plan.diagnostics))];
}

/** The source is read by the first test that runs. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

function testsOf(
  source: PlanSource,
  options: WithOwnShard<PlanOptions>,
  load: () => ReturnType<typeof planSuite>,
): readonly ListedTest[] {
  const name = sourceTitle(source);
  const suite = [escapeControls(name)];
  const properties = chooseProperties(options.properties, options.preset, options.trusted);
  if (!properties.ok)
    return [failingTest(suite[0]!, "can be checked", sourceFailure(name, properties.diagnostics))];
  const loads: ListedTest = {
    suite,
    title: "can be checked",
    mayBePending: false,
    run: async () => {
      const loaded = await load();
      if (!loaded.ok) throw sourceFailure(name, loaded.diagnostics);
      return { notes: [] };
    },
  };
  const tests = properties.value.map(
    (property): ListedTest => ({
      suite,
      title: escapeControls(`${property.id}: ${property.sentence}`),
      mayBePending: true,
      run: async () => {
        const loaded = await load();
        if (!loaded.ok) return { notes: [], pending: "the source cannot be checked" };
        const { ask, documents, targets } = loaded.value;
        const asked = (isAbout(property, "documents") ? documents : targets).filter(({ address }) =>
          isInShard(options.shard, property.id, printAddress(address)),
        );
        return judgeReport(ask(property, asked), options.undecided);
      },
    }),
  );
  return [loads, ...tests];
}
