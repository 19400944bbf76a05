import { allChains, chainsByStatements } from "./escalation/allChains.js";
import { chainOf } from "./escalation/chainOf.js";
import type { EscalationEnd } from "./escalation/escalationEnd.js";
import type { EscalationQuestion } from "./escalation/escalationQuestion.js";
import type { Chains } from "./escalation/findChains.js";
import { gapOf } from "./escalation/gapOf.js";
import { granting } from "./escalation/granting.js";
import type { Graph } from "./escalation/graph.js";
import type { Hop } from "./escalation/hopBy.js";
import type { Node } from "./escalation/node.js";
import { openHoles, worseHoles } from "./escalation/openHoles.js";
import { outsideRoles } from "./escalation/outsideRoles.js";
import { isAssumed, worstChain } from "./escalation/worstChain.js";
import type { Held, Outcome, Refuted, SearchOptions, Witness } from "./property.js";
import type { Target } from "./target.js";
import { printAddress } from "./targetAddress.js";
import { undecided } from "./undecided.js";
import { knownAlone, unlessDenied } from "./unlessDenied.js";

/** The address by which a target's surroundings know it. */
export const ownAddress = ({ address: { resource, account } }: Target): string =>
  printAddress({ ...(resource !== undefined && { resource }), ...(account !== undefined && { account }) });

/** Whether a chain of steps leads from a principal to the end that is asked about. */
export function judgeEscalation(
  target: Target,
  { reference, isExceptedChain }: SearchOptions,
  question: EscalationQuestion,
): Outcome {
  const surroundings = target.surroundings!.now();
  const { narrowest: graph, widest } = target.surroundings!.graphs.of(surroundings, reference);
  const node = graph.nodeAt(ownAddress(target));
  if (node === undefined) return held;
  const chains = question.chainsOf(graph);
  // what it may do without any step is reported by another law
  if (chains.isEnd(node)) return held;
  const { chain, isCut } = countingChain({ graph, node, chains, question }, isExceptedChain);
  if (chain !== undefined && chain.outcome.severity !== "medium")
    return unlessDenied(chain.outcome, along(chain.hops), surroundings);
  const perhaps = (gap: string) =>
    undecided("proof", chain === undefined ? gap : `${chain.outcome.reason} by AssumeRole, but ${gap}`);
  if (isCut) return perhaps("there are more chains than can be looked at one by one");
  const { made: limited, undecided: noting } = graph.noting(() => chain ?? withinLimits(graph, node, chains));
  const about = { address: node.address, surroundings, question };
  const holes = chain === undefined ? openHoles(widest, about) : worseHoles(widest, about);
  if (holes.length > 0) return knownAlone(limited?.outcome ?? held, holes);
  const [isAssuming, isWhole] = [chain !== undefined, isExceptedChain === undefined];
  const gap = gapOf(graph, { address: node.address, chains, isAssuming, isWhole });
  if (gap !== undefined) return perhaps(gap);
  if (limited !== undefined) return unlessDenied(limited.outcome, along(limited.hops), surroundings);
  if (noting.size > 0) return perhaps("the prover has not decided which roles it may pass");
  const worst = widest === graph ? undefined : withinWidest(widest, node.address, question);
  if (worst === undefined) return held;
  const { holes: policies, open } = surroundings.principals.get(node.address)!;
  return {
    ...knownAlone(held, [...granting(policies), ...open]),
    partial: { of: "worst", outcome: worst.outcome },
  };
}

interface Counting {
  /** absent where no chain counts */
  readonly chain?: Limited;
  /** whether others that count may be worse */
  readonly isCut: boolean;
}

/** The worst chain of those that count. */
function countingChain(found: Found, isExcepted: SearchOptions["isExceptedChain"]): Counting {
  const { graph, node, chains } = found;
  const worst = worstChain(graph, node, chains);
  if (worst.length === 0) return { isCut: false };
  if (isExcepted === undefined)
    return { chain: { outcome: violationOf(worst, found), hops: worst }, isCut: false };
  const { chains: all, isCut } = chainsByStatements(graph, node, chains);
  const counts = (hops: readonly Hop[]) => !isExcepted(chainOf(hops)!);
  const others = all.filter(counts);
  const hops = [worst, ...others].find((one) => !isAssumed(one) && counts(one)) ?? others[0];
  if (hops === undefined) return { isCut };
  const chain = { outcome: violationOf(hops, found, others), hops };
  return { chain, isCut: isCut && !isAssumed(worst) };
}

/** The note about a principal where everything unknown grants the most that it can. */
function withinWidest(widest: Graph, address: string, question: EscalationQuestion): Limited | undefined {
  const node = widest.nodeAt(address)!;
  return withinLimits(widest, node, question.chainsOf(widest));
}

const held: Held = { verdict: "holds", by: "proof", runs: 0 };

/** The principals of a chain. */
const along = (hops: readonly Hop[]): readonly string[] =>
  hops.flatMap(({ from, to }) => [from.address, to.address]);

interface Found {
  readonly graph: Graph;
  readonly node: Node;
  readonly chains: Chains;
  readonly question: EscalationQuestion;
}

/** @param others all chains that count, where not all do */
function violationOf(
  hops: readonly Hop[],
  { graph, node, chains, question }: Found,
  others?: readonly (readonly Hop[])[],
): Refuted {
  const listed = question.all ? (others ?? allChains(graph, node, chains).chains) : [];
  const all = listed.flatMap((one) => chainOf(one) ?? []);
  return {
    verdict: "refuted",
    by: "proof",
    runs: 0,
    severity: isAssumed(hops) ? "medium" : "critical",
    reason: reasonOf(hops, question.end),
    witness: witnessOf(hops[0]!),
    chain: chainOf(hops)!,
    ...(all.length > 0 && { chains: all }),
  };
}

function reasonOf(hops: readonly Hop[], { clause }: EscalationEnd): string {
  const { to } = hops.at(-1)!;
  const count = hops.length === 1 ? "1 step" : `${hops.length} steps`;
  const conditions = [...new Set(hops.flatMap((hop) => hop.if ?? []))];
  const provided = conditions.length === 0 ? "" : `, if there is ${conditions.join(" and ")}`;
  if (to.change === "anything" && to.principal === "")
    return `it can get any permission in ${count}${provided}`;
  const which = clause === undefined ? "" : `, which ${clause},`;
  return `it can become \`${to.id}\`${which} in ${count}${provided}`;
}

/** A note, with the hops that it is about. */
interface Limited {
  readonly outcome: Refuted;
  readonly hops: readonly Hop[];
}

/** What it can get without reaching the end. */
function withinLimits(graph: Graph, node: Node, chains: Chains): Limited | undefined {
  const changes = (chains.within.get(node) ?? []).filter((one) => one.from === node && isNoted(one));
  const [first] = changes;
  const reasons =
    changes.length === 0
      ? []
      : [`it can get the permissions of \`${changes.map(({ to }) => to.id).join("`, `")}\`, and none beyond`];
  const outside = outsideRoles(graph, node);
  if (outside !== undefined)
    reasons.push(
      `it may pass any role that is not in the source and matches \`${outside.patterns.join(", ")}\` to ${outside.services.join(", ")}, and run code with it`,
    );
  const [reason] = reasons;
  const hops = [...changes, ...(outside === undefined ? [] : [outside.hop])];
  const [hop] = hops;
  if (reason === undefined || hop === undefined) return undefined;
  const chain = first && chainOf([first]);
  const outcome: Refuted = {
    verdict: "refuted",
    by: "proof",
    runs: 0,
    severity: "note",
    reason,
    ...(reasons.length > 1 && { reasons }),
    witness: witnessOf(hop),
    ...(chain && { chain }),
  };
  return { outcome, hops };
}

/** A change that is worth a note: which policies of AWS may be attached is written in the statement. */
const isNoted = ({ to, taken }: Hop): boolean =>
  to.change !== undefined &&
  !to.attached.at(-1)?.startsWith("managed:") &&
  taken.filter(({ request }) => request.action.startsWith("iam:Attach")).length < 2;

/** The first request of a hop. */
function witnessOf({ taken }: Hop): Witness {
  const { request, asker } = taken[0]!;
  return { request, decision: "allowed", statements: asker.statementsOf(request) };
}
