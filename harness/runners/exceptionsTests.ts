import { printAddress } from "../../properties/targetAddress.js";
import { type BoundException, bindExceptions } from "../gate/bindExceptions.js";
import type { Exception } from "../gate/exception.js";
import { isFault, reportedExceptions, usedExceptions } from "../gate/reportedException.js";
import { escapeControls } from "../report/escapeControls.js";
import { exceptionNote } from "../run/reportGate.js";
import type { ListedTest, TestOutcome } from "./listedTest.js";
import { type PlanOptions, type PlanSource, type PlanSuite, sourceTitle } from "./planSuite.js";
import { sourceFailure, testFailure } from "./verdictFailure.js";

/** What is tested of the exceptions of some sources. */
export interface TestedExceptions {
  /** the title of the suite */
  readonly suite: string;
  /** those that were given, so that there is a test before the sources are read */
  readonly exceptions: readonly Exception[];
  /** the sources that could be read: the others have failing tests */
  readonly load: () => Promise<readonly PlanSuite[]>;
}

/**
 * The test of the exceptions themselves, as `planproof check` judges them: one that expired fails, and so does one that takes
 * nothing out. It asks what no other test has asked yet, so that it may run alone. None without exceptions.
 */
export const exceptionsTests = ({ suite, exceptions, load }: TestedExceptions): readonly ListedTest[] =>
  exceptions.length === 0
    ? []
    : [
        {
          suite: [suite],
          title: "exceptions: none has expired, and each takes a violation out",
          mayBePending: false,
          run: async () => judge(await load()),
        },
      ];

/** The exceptions of some sources, each with the options that it is tested with. */
export function exceptionsOf(
  plan: readonly (readonly [source: PlanSource, options: PlanOptions])[],
  load: TestedExceptions["load"],
): TestedExceptions {
  const [[only] = [undefined], another] = plan;
  return {
    suite: another === undefined ? escapeControls(sourceTitle(only)) : "planproof",
    exceptions: plan.flatMap(([, { exceptions = [] }]) => exceptions),
    load,
  };
}

function judge(suites: readonly PlanSuite[]): TestOutcome {
  const [first] = suites;
  if (first === undefined) return { notes: [] };
  const { today } = first;
  const bound = bindExceptions([...new Set(suites.flatMap(({ exceptions }) => exceptions))], {
    properties: suites.flatMap(({ properties }) => properties),
    targets: suites.flatMap(({ targets }) => targets),
    sources: suites.map(({ name }) => name),
    ...(today !== undefined && { today }),
  });
  if (!bound.ok) throw sourceFailure("exceptions", bound.diagnostics);
  for (const one of suites) askUnasked(one, bound.value);
  const verdicts = suites.flatMap((one) => one.verdicts);
  const states = usedExceptions(reportedExceptions(bound.value, today), verdicts, true);
  const faults = states.filter(isFault).flatMap(exceptionNote);
  if (faults.length > 0)
    throw testFailure(
      faults
        .flatMap(({ source, diagnostic: { message, hint } }) => [`${source}: ${message}`, `  ${hint}`])
        .map(escapeControls),
    );
  const notes = states.flatMap(exceptionNote).map(({ diagnostic: { message } }) => escapeControls(message));
  return { notes };
}

/** A runner may run some tests alone. */
function askUnasked(suite: PlanSuite, bound: readonly BoundException[]): void {
  const asked = new Set(suite.verdicts.map(({ property, target }) => JSON.stringify([property, target])));
  for (const property of suite.properties) {
    const own = bound.filter(({ exception, isExpired }) => exception.property === property.id && !isExpired);
    const targets = suite.targets.filter(({ address }) => {
      const name = printAddress(address);
      return own.some((one) => one.targets.has(name)) && !asked.has(JSON.stringify([property.id, name]));
    });
    if (targets.length > 0) suite.ask(property, targets);
  }
}
