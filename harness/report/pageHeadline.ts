import { greatest } from "../../policies/text/greatest.js";
import type { AccessChange } from "../run/diff/accessChange.js";
import { actionPhrase } from "./actionPhrase.js";
import { asSubject, isGain } from "./pageChanges.js";
import type { PageNames } from "./pageNames.js";

/** A first sentence, and what explains it. */
export interface Headline {
  readonly title: string;
  readonly lede: readonly string[];
  /** the changes that it is about */
  readonly changes?: readonly AccessChange[];
  /** the addresses of the principals that it opens a chain for */
  readonly principals?: readonly string[];
}

/** What a first look has to know of changes. */
export interface HeadlineOf {
  readonly changes: readonly AccessChange[];
  readonly names: PageNames;
  /** how much a change of an action matters, such as one that breaks a law: the higher the more */
  readonly weight: (change: AccessChange, action: string) => number;
}

/**
 * `This change lets \`batch-operator\` terminate and stop instances in EC2.`, by the change that matters most, with what
 * the principal could do before; undefined where nothing gains access.
 */
export function pageHeadline({ changes, names, weight }: HeadlineOf): Headline | undefined {
  const most = new Map(
    changes.map((one) => [one, greatest(one.actions.map((action) => weight(one, action)))]),
  );
  const gains = changes.filter(isGain).toSorted((one, other) => most.get(other)! - most.get(one)!);
  const [first] = gains;
  if (first === undefined) return undefined;
  const nameOf = ({ target, caller }: AccessChange) => `${caller?.name ?? ""}\n${target}`;
  const own = gains
    .filter((one) => nameOf(one) === nameOf(first))
    .map((one) => ({
      ...one,
      actions: one.actions.toSorted((some, other) => weight(one, other) - weight(one, some)),
    }));
  const others = new Set(gains.filter((one) => nameOf(one) !== nameOf(first)).map(nameOf)).size;
  const losing = new Set(changes.filter((one) => !isGain(one) && nameOf(one) !== nameOf(first)).map(nameOf));
  const actions = own.flatMap((one) =>
    one.actions.map((action) => ({ action, weight: weight(one, action) })),
  );
  const sorted = actions.toSorted((one, other) => other.weight - one.weight).map(({ action }) => action);
  const target = `\`${names.short(first.target)}\``;
  const [who, where] =
    first.caller === undefined
      ? [`\`${names.principal(first.target)}\``, ""]
      : [asSubject(first.caller.name), ` at ${target}`];
  return {
    title: `This change lets ${who} ${actionPhrase(sorted)}${where}.`,
    lede: [untilNow(own), othersGain(others, losing.size)].filter((text) => text !== ""),
    changes: own,
  };
}

/** What was allowed before: nothing, or with a key that is not needed any more. */
function untilNow(own: readonly AccessChange[]): string {
  const parts = own.flatMap(({ summary, actions }) => {
    const key = /^now without (.+)$/.exec(summary ?? "")?.[1];
    return key === undefined ? [] : [`needed ${key} to ${actionPhrase(actions)}`];
  });
  const fresh = own.filter(({ change }) => change === "added").flatMap(({ actions }) => actions);
  const wider = own.filter(
    ({ change, summary }) => change !== "added" && !summary?.startsWith("now without"),
  );
  const all = [
    ...parts,
    ...(wider.length === 0
      ? []
      : [`could ${actionPhrase(wider.flatMap(({ actions }) => actions))} on fewer requests`]),
    ...(fresh.length === 0
      ? []
      : [
          parts.length + wider.length === 0
            ? "could not do so at all"
            : `could not ${actionPhrase(fresh)} at all`,
        ]),
  ];
  return all.length === 0 ? "" : `Until now it ${all.join(", and ")}.`;
}

function othersGain(others: number, losses: number): string {
  const loses = losses === 0 ? "" : `, and ${losses} ${losses === 1 ? "loses" : "lose"} some`;
  if (others === 0) return `Nothing else gains access${loses}.`;
  return `${others} more ${others === 1 ? "gains" : "gain"} access${loses}.`;
}
