import { compileAction } from "../../policies/evaluate/compileAction.js";
import { policiesIn } from "../../policies/language/policiesIn.js";
import { passSteps } from "./answerable.js";
import { anyPermission } from "./anyPermission.js";
import type { AskedPlace } from "./askedFor.js";
import type { Graph } from "./graph.js";
import { type Hop, hopBy } from "./hopBy.js";
import { madeUpArn } from "./madeUpArn.js";
import type { Node } from "./node.js";

/** Roles that are not in the source, which a principal could run code with. */
export interface OutsideRoles {
  /** ARN patterns */
  readonly patterns: readonly string[];
  /** the services that it could pass them to */
  readonly services: readonly string[];
  /** one of the ways */
  readonly hop: Hop;
}

/** The roles outside the source that a principal may pass to a service and run code with; undefined for none. */
export function outsideRoles(graph: Graph, caller: Node): OutsideRoles | undefined {
  const asker = graph.askerOf(caller);
  if (!asker.mayAsk("iam:PassRole")) return undefined;
  const found = new Set<string>();
  const services = new Set<string>();
  let first: Hop | undefined;
  for (const pattern of passedRoles(caller)) {
    const target: Node = {
      ...anyPermission,
      principal: madeUpArn(roleArn(graph.placeOf(caller), pattern)),
      set: { identity: [] },
      tags: {},
    };
    for (const step of graph.stepsOf(caller, passSteps)) {
      const needsRole = step.existing?.some(({ ofTarget }) => ofTarget) ?? false;
      if (needsRole || services.has(step.service!)) continue;
      const hop = hopBy(graph, step, { caller, target, to: target });
      if (hop === undefined) continue;
      first ??= hop;
      services.add(step.service!);
      found.add(pattern);
    }
  }
  return first && { patterns: [...found], services: [...services], hop: first };
}

/** The patterns with which its policies name several roles to pass: those that they allow, and those that a Deny leaves. */
const passedRoles = (caller: Node): readonly string[] =>
  [...new Set(policiesIn({ ...caller.set, resources: [] }).flatMap(({ document }) => document.statements))]
    .filter(({ action }) => compileAction(action)("iam:passrole"))
    .flatMap(({ effect, resource }) => {
      if (effect === "Deny") return resource?.negated === true ? resource.patterns : [];
      return resource === undefined || resource.negated ? ["*"] : resource.patterns;
    })
    .filter((pattern, at, all) => /[*?]/.test(pattern) && all.indexOf(pattern) === at && isRole(pattern));

const isRole = (pattern: string): boolean => /^\*+$|:role\//.test(pattern);

const roleArn = ({ account, partition }: AskedPlace, pattern: string): string =>
  /^\*+$/.test(pattern)
    ? `arn:${partition}:iam::${account}:role/*`
    : pattern.replace(/^(arn:[^:]*:iam::)\*:/, `$1${account}:`);
