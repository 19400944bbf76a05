import type { Outcome, Refuted, Witness } from "../../properties/property.js";
import type { BoundException } from "../gate/bindExceptions.js";
import { type Grounds, groundsOf } from "../gate/exception.js";
import { identifyVerdict, type VerdictFinding } from "../gate/identifyVerdict.js";
import type { RunGate } from "../gate/runGate.js";
import { askBefore } from "./askBefore.js";
import {
  type AskedProperty,
  askOnly,
  askWithout,
  type Exclusion,
  exclusionBy,
  exclusionOf,
} from "./exclusion.js";
import type { Verdict } from "./report.js";

/** What decides which violations of a property by a target fail a check. */
export interface PropertyGate {
  /** those for this property and target */
  readonly exceptions: readonly BoundException[];
  /** ids of findings that are known; @defaultValue none is */
  readonly baseline?: RunGate["baseline"];
  /** true: what was so before the change is said apart */
  readonly isNewOnly: boolean;
  /** how ids name the target */
  readonly name: string;
}

/** The outcome, with what is said of it: an exception, a baseline, the time before the change. */
export type JudgedProperty = Pick<
  Verdict,
  "id" | "outcome" | "findings" | "exception" | "expired" | "asked" | "baseline" | "since"
>;

/** Asks a property of a target, first without what exceptions take out of it. */
export function judgeAtGate(asked: AskedProperty, gate: PropertyGate): JudgedProperty {
  const tried = gate.exceptions.map((one) => {
    const exclusion = exclusionBy(one.exception, asked.target);
    return { ...one, exclusion, outcome: askOnly(asked, exclusion) };
  });
  const inForce = tried.filter(({ isExpired }) => !isExpired);
  const exclusions = inForce.map(({ exclusion }) => exclusion);
  const outcome = askWithout(asked, exclusions);
  const used = (some: typeof tried) => some.filter((one) => one.outcome.verdict !== "holds");
  const said =
    tried.length === 0 ? {} : { asked: tried.map((one) => ({ id: one.id, used: used([one]).length > 0 })) };
  if (outcome.verdict === "holds") {
    const excepted = used(inForce);
    if (excepted.length === 0) return { ...identified(asked, gate, [outcome]), outcome, ...said };
    const shown = joined(excepted.map((one) => one.outcome));
    const exception = soonest(excepted.map((one) => groundsOf(one.exception)));
    return { ...identified(asked, gate, [shown]), outcome: shown, exception, ...said };
  }
  const [over] = used(tried.filter(({ isExpired }) => isExpired));
  const expired = over === undefined ? {} : { expired: groundsOf(over.exception) };
  return { ...judgeKnown(asked, gate, { outcome, exclusions }), ...expired, ...said };
}

interface Broken {
  readonly outcome: Outcome;
  readonly exclusions: readonly Exclusion[];
}

/**
 * What is in the baseline, or was so before the change, is said to be; what is shown is what is left. Without a known
 * violation a property may show another one that is known, too, or the same again where it cannot leave it out.
 */
function judgeKnown(
  asked: AskedProperty,
  gate: PropertyGate,
  { outcome, exclusions }: Broken,
): JudgedProperty {
  const known = new Set<string>();
  const shownSoFar = [outcome];
  let left: Broken = { outcome, exclusions };
  while (left.outcome.verdict !== "holds") {
    const findings = identified(asked, gate, [left.outcome]).findings ?? [];
    const more = findings.filter(({ id }) => gate.baseline?.has(id) && !known.has(id));
    if (more.length === 0) {
      const isSame = findings.length > 0 && findings.every(({ id }) => known.has(id));
      if (isSame) break;
      return shown(asked, gate, shownSoFar, judgeNew(asked, gate, left));
    }
    for (const { id } of more) known.add(id);
    const without = [...left.exclusions, ...more.map((one) => exclusionOf(one, asked.target))];
    left = { outcome: askWithout(asked, without), exclusions: without };
    shownSoFar.push(left.outcome);
  }
  return shown(asked, gate, shownSoFar, { outcome, baseline: true });
}

/** With the ids of all that was found. */
function shown(
  asked: AskedProperty,
  gate: PropertyGate,
  found: readonly Outcome[],
  said: Pick<Verdict, "outcome" | "since" | "baseline">,
): JudgedProperty {
  const all = identified(asked, gate, [...found, said.outcome]);
  const fresh = identified(asked, gate, said.since === "change" ? [said.outcome] : []).findings ?? [];
  return { ...marked(all, gate, new Set(fresh.map(({ id }) => id))), ...said };
}

function judgeNew(
  asked: AskedProperty,
  { isNewOnly }: PropertyGate,
  broken: Broken,
): Pick<Verdict, "outcome" | "since"> {
  const { outcome } = broken;
  if (!isNewOnly) return { outcome };
  const rest = askBefore(asked, outcome, broken.exclusions);
  if (rest.verdict === "holds") return { outcome, since: "before" };
  return { outcome: rest.verdict === "refuted" ? rest : outcome, since: "change" };
}

/** The ids of what some outcomes show. */
function identified(
  { property, target }: AskedProperty,
  { name }: PropertyGate,
  outcomes: readonly Outcome[],
) {
  const refuted = outcomes.filter((one): one is Refuted => one.verdict === "refuted");
  return identifyVerdict(property.id, name, ...refuted.map((outcome) => ({ target, outcome })));
}

const marked = <T extends { readonly findings?: readonly VerdictFinding[] }>(
  identity: T,
  { baseline, isNewOnly }: PropertyGate,
  fresh: ReadonlySet<string>,
): T => ({
  ...identity,
  ...(identity.findings && {
    findings: identity.findings.map((one) => ({
      ...one,
      ...(baseline?.has(one.id) && { baseline: true as const }),
      ...(isNewOnly && !fresh.has(one.id) && { since: "before" as const }),
    })),
  }),
});

/** The first that is refuted, with the witnesses of all. */
function joined(outcomes: readonly Outcome[]): Outcome {
  const refuted = outcomes.filter((one): one is Refuted => one.verdict === "refuted");
  const [first] = refuted;
  if (first === undefined) return outcomes[0]!;
  const witnesses = distinct(
    refuted.flatMap(({ witness, witnesses = witness ? [witness] : [] }) => witnesses),
  );
  return witnesses.length < 2 ? first : { ...first, witnesses };
}

function distinct(witnesses: readonly Witness[]): readonly Witness[] {
  const known = new Map(witnesses.map((one) => [JSON.stringify(one.request), one]));
  return [...known.values()];
}

/** Of several exceptions the one that expires first. */
const soonest = (grounds: readonly Grounds[]): Grounds =>
  grounds.toSorted((one, other) => ((one.until ?? "9") < (other.until ?? "9") ? -1 : 1))[0]!;
