import { reachesBeyond, servicesIn } from "../../policies/reference/servicesIn.js";
import { configurable } from "../configurable.js";
import { stepServices } from "../escalation/answerable.js";
import { escalationEnd, isAction } from "../escalation/escalationEnd.js";
import type { EscalationQuestion } from "../escalation/escalationQuestion.js";
import { findChains } from "../escalation/findChains.js";
import { limitsAttached } from "../escalation/limitsAttached.js";
import { judgeEscalation, ownAddress } from "../judgeEscalation.js";
import { namesTarget } from "../namesTarget.js";
import type { Property } from "../property.js";
import type { Target } from "../target.js";

/**
 * No chain of steps leads from a principal to any permission: neither by changing its policies or others, nor by passing
 * roles, nor by code that runs with a role, nor by assuming roles. It holds of those that may do everything already.
 *
 * A principal with chains of AssumeRole alone has the severity medium, any other one critical; what stays within a
 * boundary, and roles that are not in the source, are notes.
 *
 * Source: https://pathfinding.cloud/
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { noEscalationPath } from "planproof/properties";
 *
 * const billing = noEscalationPath.with({ to: ["aws_iam_role.billing"] });
 * assert.equal(billing.sentence, "no chain of steps leads to aws_iam_role.billing");
 * ```
 */
export const noEscalationPath = configurable(
  {
    from: { help: "the principals that chains begin with; by default all", form: "principal", default: [] },
    to: {
      help: "what chains must not lead to: principals, or actions; by default any permission",
      form: "string",
      default: [],
    },
    resources: {
      help: "the resources of the actions in `to`; by default all",
      form: "resource",
      default: [],
      needs: "to",
    },
    paths: {
      help: "the chains that are reported of each principal",
      form: "string",
      words: ["shortest", "all"],
      default: ["shortest"],
    },
  },
  ({ from, to, resources, paths }): Property => {
    const end = escalationEnd(to, resources);
    const open = {};
    const question: EscalationQuestion = {
      end,
      all: paths.includes("all"),
      chainsOf: (graph) =>
        graph.once(end, () =>
          findChains(graph, { isEnd: (node) => end.isEnd(graph, node), actions: end.actions }),
        ),
      openChainsOf: (graph, isUnknown) =>
        graph.once(open, () =>
          findChains(graph, {
            isEnd: (node) => isUnknown(node) || end.isEnd(graph, node),
            actions: end.actions,
          }),
        ),
    };
    const judge: Property["search"] = (target, options) => judgeEscalation(target, options, question);
    return {
      id: "no-escalation-path",
      sentence: `no chain of steps leads to ${to.length === 0 ? "any permission" : to.join(", ")}`,
      severity: "critical",
      preset: "recommended",
      page: "https://pathfinding.cloud/",
      excepts: "chains",
      remedy: "take the first step from the principal, or give it a permissions boundary",
      names: [...from, ...to.filter((one) => !isAction(one))],
      services: (targets) => [...servicesAround(targets), ...to.filter(isAction).map(serviceOf)],
      actions: to.filter(isAction),
      // it reads what is unknown from the surroundings
      independent: true,
      appliesTo: (target) =>
        isBeginning(target) &&
        (from.length === 0 || from.some((one) => namesTarget(one, target))) &&
        !to.some((one) => !isAction(one) && namesTarget(one, target)),
      prove: judge,
      search: judge,
    };
  },
);

const serviceOf = (action: string): string => action.split(":", 1)[0]!.toLowerCase();

/** A group makes no requests: its members are asked about where the source has any. */
function isBeginning(target: Target): boolean {
  const { surroundings, address } = target;
  if (surroundings === undefined || address.session !== undefined) return false;
  const { principals } = surroundings.now();
  const own = principals.get(ownAddress(target));
  if (own?.type !== "group") return own !== undefined;
  return ![...principals.values()].some(
    ({ type, groups }) => type === "user" && groups.includes(own.address),
  );
}

/** Those that any principal around may ask, as it is or after a change, at any time and at most. */
function servicesAround(targets: readonly Target[]): readonly string[] {
  const all = new Set(targets.flatMap(({ surroundings }) => surroundings?.now() ?? []));
  const sets = [
    ...[...all]
      .flatMap(({ principals }) => [...principals.values()])
      .flatMap(({ policies, widest }) => [policies, ...(widest ? [widest.policies] : [])]),
    ...targets.flatMap(({ before }) => before?.policies ?? []),
  ];
  const isWide = sets.some(
    // a policy of AWS that is attached names services that no policy around does
    (set) =>
      set.boundary !== undefined || set.scps !== undefined || reachesBeyond(set) || limitsAttached(set),
  );
  return [...new Set(["iam", "sts", ...sets.flatMap(servicesIn), ...(isWide ? stepServices : [])])];
}
