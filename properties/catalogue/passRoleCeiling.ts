import { findRequest } from "../../policies/prove/findRequest.js";
import { allowedBy, forActions, inAll, withoutAccess } from "../allowedBy.js";
import { configurable } from "../configurable.js";
import { tagsFrom } from "../escalation/askedFor.js";
import type { Graph } from "../escalation/graph.js";
import type { Node } from "../escalation/node.js";
import { isUnknownTag } from "../escalation/pinsOf.js";
import { retagged } from "../escalation/retagged.js";
import { ownAddress } from "../judgeEscalation.js";
import type { Held, Outcome, Property, SearchOptions } from "../property.js";
import type { Target } from "../target.js";
import { undecided } from "../undecided.js";
import { knownAlone, unlessDenied } from "../unlessDenied.js";

/**
 * Each role of the source that a principal may pass to a service grants no more than a ceiling, which is a list of action
 * patterns.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { passRoleCeiling } from "planproof/properties";
 *
 * const property = passRoleCeiling.with({ ceiling: ["logs:*", "s3:Get*"] });
 * assert.equal(property.sentence, "a role that may be passed grants no more than logs:*, s3:Get*");
 * ```
 */
export const passRoleCeiling = configurable(
  { ceiling: { help: "patterns of the actions that a passed role may allow", form: "action" } },
  ({ ceiling }): Property => {
    const judge: Property["search"] = (target, options) => judgeCeiling(target, ceiling, options);
    return {
      id: "pass-role-ceiling",
      sentence: `a role that may be passed grants no more than ${ceiling.length === 0 ? "the ceiling given" : ceiling.join(", ")}`,
      severity: "high",
      page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
      remedy: "name the roles that may be passed, or take the permissions from the role",
      // it reads what is unknown from the surroundings
      independent: true,
      appliesTo: (target) => target.surroundings?.now().principals.has(ownAddress(target)) ?? false,
      prove: judge,
      search: judge,
    };
  },
);

const held: Held = { verdict: "holds", by: "proof", runs: 0 };

function judgeCeiling(target: Target, ceiling: readonly string[], { reference }: SearchOptions): Outcome {
  const surroundings = target.surroundings!.now();
  const { narrowest, widest } = target.surroundings!.graphs.of(surroundings, reference);
  const address = ownAddress(target);
  const passedIn = (graph: Graph) => graph.noting(() => passed(graph, graph.nodeAt(address)!));
  const { made: roles, undecided: unproved } = passedIn(narrowest);
  const outcomes = roles.map((role) => ({ role, outcome: beyond(narrowest, role, ceiling) }));
  for (const { role, outcome } of outcomes)
    if (outcome?.verdict === "refuted") return unlessDenied(outcome, [address, role.address], surroundings);
  const unclear = outcomes.find(({ outcome }) => outcome !== undefined)?.outcome;
  if (unclear !== undefined) return unclear;
  const { made: others, undecided: unprovedAtMost } = passedIn(widest);
  if (unproved.size + unprovedAtMost.size > 0)
    return undecided("proof", "the prover has not decided which roles it may pass");
  const { holes, open } = surroundings.principals.get(address)!;
  const unknown = [
    ...holes,
    ...others.flatMap((role) => surroundings.principals.get(role.address)?.holes ?? []),
  ].filter(({ effects }) => effects?.includes("Allow") ?? true);
  const perhaps = others.filter((role) => beyond(widest, role, ceiling) !== undefined);
  if (unknown.length === 0 && perhaps.length === 0) return held;
  const asker = widest.askerOf(widest.nodeAt(address)!);
  const ofTags = perhaps.flatMap((role) =>
    asker.limits("iam:PassRole", (key) => isUnknownTag(key, role)) ? (role.unknownTags?.hole ?? []) : [],
  );
  return knownAlone(held, [...unknown, ...open, ...ofTags]);
}

/** The roles of the source that a principal may pass. */
function passed(graph: Graph, caller: Node): readonly Node[] {
  const asker = graph.askerOf(caller);
  if (!asker.mayAsk("iam:PassRole")) return [];
  const { reference } = graph.place;
  return graph.nodes.filter((node) => {
    if (node.type !== "role" || (node.trust ?? node.unknownTrust) === undefined) return false;
    const asked = { action: "iam:PassRole", arns: [node.principal], keys: {}, ...tagsFrom(node) };
    return (asker.ask(asked) ?? retagged(asker, asked, reference)) !== undefined;
  });
}

/** A request that a role may make beyond the ceiling. */
function beyond(graph: Graph, role: Node, ceiling: readonly string[]): Outcome | undefined {
  const access = inAll(allowedBy(role.set), withoutAccess(forActions(ceiling)));
  const answer = findRequest(access, {
    principal: role.principal,
    universe: "typed",
    reference: graph.place.reference,
  });
  if (answer.kind === "empty") return undefined;
  if (answer.kind === "undecided") return undecided("proof", answer.reason);
  const { witness: request } = answer;
  const statements = graph.askerOf(role).statementsOf(request);
  return {
    verdict: "refuted",
    by: "proof",
    runs: 0,
    reason: `it may pass \`${role.address}\`, which may do \`${request.action}\``,
    witness: { request, decision: "allowed", statements },
  };
}
