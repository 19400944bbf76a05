import { typedReference } from "../../../policies/prove/question/typedReference.js";
import { exampleRole } from "../../../policies/reference/exampleRole.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import type { AccessChange } from "../diff/accessChange.js";
import { readingsQuestions } from "../diff/readingsQuestions.js";
import { reportDiff } from "../diff/reportDiff.js";
import type { UndecidedChange } from "../diff/undecidedChange.js";
import { type SaidOfChanges, saidOf } from "./saidOf.js";
import type { VersionPair } from "./versionPairs.js";

/** What a version of an AWS managed policy changed of the version before it. */
export interface VersionChanges {
  /** the name of the policy */
  readonly policy: string;
  readonly version: string;
  /** the version known before it, which it is compared with; absent for the first one known */
  readonly previous?: string;
  /** when AWS made it: `YYYY-MM-DD`, UTC; absent where that is not known */
  readonly date?: string;
  /** what access it added, removed, widened and narrowed, by classes of actions; nothing for the first version */
  readonly changes: readonly AccessChange[];
  /** what was not decided: as a rule nothing */
  readonly undecided: readonly UndecidedChange[];
  /**
   * set where no access changes: the document is the `identical` one, or only its `wording` is another, or only
   * requests that are `never-sent` by AWS show a difference
   */
  readonly only?: "identical" | "wording" | "never-sent";
  /** what AWS's page says of the version; absent where planproof does not have the page, or nothing is to say */
  readonly said?: SaidOfChanges;
}

/** How versions are compared. */
export interface VersionChangesOptions {
  readonly reference: ServiceReference;
  readonly universe: "any" | "typed";
}

/** Reports what a version changed, over all requests by a principal that has the policy alone. */
export function versionChanges(pair: VersionPair, options: VersionChangesOptions): VersionChanges {
  const { newer, older } = pair;
  const found = changesIn(pair, options);
  const said = saidOf(newer, older, found);
  return {
    policy: newer.name,
    version: newer.version,
    ...(older && { previous: older.version }),
    ...(newer.createDate !== undefined && { date: newer.createDate.slice(0, "2026-08-26".length) }),
    ...found,
    ...(said && { said }),
  };
}

type Found = Pick<VersionChanges, "changes" | "undecided" | "only">;

function changesIn(
  { newer, older, before, after, same }: VersionPair,
  { reference, universe }: VersionChangesOptions,
): Found {
  const target = `managed:${newer.name}@${newer.version}`;
  const none = { changes: [], undecided: [] };
  if (older === undefined) return none;
  if (same !== "nothing") return { ...none, only: same === "all" ? "identical" : "wording" };
  const { changes, undecided, contradicted } = reportDiff({
    target,
    replay: target,
    asked: readingsQuestions(before, after),
    before: before.policies,
    after: after.policies,
    holes: [],
    options: { reference: typedReference(reference), universe, principal: exampleRole() },
  });
  if (changes.length + undecided.length > 0) return { changes, undecided };
  return { ...none, only: contradicted.length > 0 ? "never-sent" : "wording" };
}
