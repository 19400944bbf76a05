import { noEscalationPath } from "../../properties/catalogue/noEscalationPath.js";
import { anyPermission } from "../../properties/escalation/anyPermission.js";
import type { Target } from "../../properties/target.js";
import { printAddress } from "../../properties/targetAddress.js";
import { becoming } from "../run/access/becoming.js";
import { distinctSources } from "../run/access/distinctSources.js";
import type { Evidence, EvidenceDocument } from "../run/access/evidence.js";
import { evidenceDocuments } from "../run/access/evidenceDocuments.js";
import { outsideReach } from "../run/access/outsideReach.js";
import { principalAccess } from "../run/access/principalAccess.js";
import type { ChainChanges } from "../run/diff/chainChanges.js";
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
  given: readonly Source[],
  { universe = "typed", diff: known, before }: EvidenceOptions = {},
): Promise<Evidence> {
  const sources = distinctSources(given);
  const changed = known ?? (await changesIn(sources, universe));
  const principals = sources.flatMap(({ targets }) => targets);
  const reference = await referenceFor(principals, universe);
  const targets = sources.flatMap(allTargets);
  const changes = changed?.changes ?? [];
  const own = given.flatMap(documentsOf);
  return {
    documents:
      before === undefined
        ? own
        : [...own.filter(isAfter), ...documentsOf(before).filter(isAfter).map(asBefore)],
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

/** By the name of the file, also where a part of it is the source. */
const documentsOf = (source: Source): readonly EvidenceDocument[] =>
  evidenceDocuments(source.extraction, inputOf(source));

const inputOf = (source: Source): string => allTargets(source)[0]?.address.source ?? source.name;

const isAfter = ({ time }: EvidenceDocument): boolean => time === "after";

const asBefore = (one: EvidenceDocument): EvidenceDocument => ({ ...one, time: "before" });

const allTargets = ({ targets, resources, documents }: Source): readonly Target[] => [
  ...targets,
  ...resources,
  ...documents,
];

async function changesIn(sources: readonly Source[], universe: "any" | "typed"): Promise<Diff | undefined> {
  const diffs: Diff[] = [];
  // each part of a plan has the chains of all of it
  const chainsByInput = new Map<string, ChainChanges>();
  for (const source of sources) {
    if (source.extraction.earlier === undefined) continue;
    const found = await diff(source, undefined, { universe });
    if (!found.ok) continue;
    const { chains, ...others } = found.value;
    diffs.push(others);
    const input = inputOf(source);
    if (chains !== undefined && !chainsByInput.has(input)) chainsByInput.set(input, withInput(chains, input));
  }
  if (diffs.length === 0) return undefined;
  const chains = [...chainsByInput.values()];
  const opened = chains.flatMap((one) => one.opened);
  const closed = chains.flatMap((one) => one.closed);
  const undecided = chains.flatMap((one) => one.undecided);
  return { ...joinDiffs(diffs), ...(chains.length > 0 && { chains: { opened, closed, undecided } }) };
}

/** The principals of chains with what they are read from, as those of several sources may have the same address. */
function withInput({ opened, closed, undecided }: ChainChanges, input: string): ChainChanges {
  const named = (address: string) =>
    address === anyPermission.id ? address : printAddress({ source: input, resource: address });
  return {
    opened: opened.map(({ hop, holder, principals, ...one }) => ({
      ...one,
      ...(hop && { hop: { ...hop, from: named(hop.from), to: named(hop.to) } }),
      ...(holder !== undefined && { holder: named(holder) }),
      principals: principals.map(named),
    })),
    closed: closed.map(named),
    undecided: undecided.map((one) => ({ ...one, principals: one.principals.map(named) })),
  };
}
