import { noEscalationPath } from "../../properties/catalogue/noEscalationPath.js";
import type { Target } from "../../properties/target.js";
import { becoming } from "../run/access/becoming.js";
import type { Evidence, EvidenceDocument } from "../run/access/evidence.js";
import { evidenceDocuments } from "../run/access/evidenceDocuments.js";
import { outsideReach } from "../run/access/outsideReach.js";
import { principalAccess } from "../run/access/principalAccess.js";
import { type Diff, joinDiffs } from "../run/diff/diff.js";
import type { Source } from "../run/openSource.js";
import { referenceFor } from "../run/referenceFor.js";
import { diff } from "./diff.js";

export interface EvidenceOptions {
  readonly universe?: "any" | "typed";
  /** what is known already of the change; @defaultValue it is asked of each plan that has one */
  readonly diff?: Diff;
  /** the source that the others are compared with; @defaultValue their own time before the change */
  readonly before?: Source;
}

/** Gathers what a page shows beyond the report of some sources. */
export async function gatherEvidence(
  sources: readonly Source[],
  { universe = "typed", diff: known, before }: EvidenceOptions = {},
): Promise<Evidence> {
  const changed = known ?? (await changesIn(sources, universe));
  const principals = sources.flatMap(({ targets }) => targets);
  const reference = await referenceFor(principals, universe);
  const targets = sources.flatMap(allTargets);
  const changes = changed?.changes ?? [];
  const own = sources.flatMap(({ extraction }) => evidenceDocuments(extraction));
  return {
    documents:
      before === undefined
        ? own
        : [...own.filter(isAfter), ...evidenceDocuments(before.extraction).filter(isAfter).map(asBefore)],
    targets,
    ...(changed && { diff: changed }),
    access: principalAccess(principals, { reference, universe, changes }),
    becoming: becoming(principals, await referenceFor(targets, "typed", [noEscalationPath])),
    outside: outsideReach(targets, {
      ...{ reference: await referenceFor(targets, universe), universe, changes },
      principals: principals.map(({ principal }) => principal),
    }),
  };
}

const isAfter = ({ time }: EvidenceDocument): boolean => time === "after";

const asBefore = (one: EvidenceDocument): EvidenceDocument => ({ ...one, time: "before" });

const allTargets = ({ targets, resources, documents }: Source): readonly Target[] => [
  ...targets,
  ...resources,
  ...documents,
];

async function changesIn(sources: readonly Source[], universe: "any" | "typed"): Promise<Diff | undefined> {
  const diffs: Diff[] = [];
  for (const source of sources) {
    if (source.extraction.earlier === undefined) continue;
    const found = await diff(source, undefined, { universe });
    if (found.ok) diffs.push(found.value);
  }
  if (diffs.length === 0) return undefined;
  const chains = diffs.flatMap((one) => one.chains ?? []);
  const opened = chains.flatMap((one) => one.opened);
  const closed = chains.flatMap((one) => one.closed);
  const undecided = chains.flatMap((one) => one.undecided);
  return { ...joinDiffs(diffs), ...(chains.length > 0 && { chains: { opened, closed, undecided } }) };
}
