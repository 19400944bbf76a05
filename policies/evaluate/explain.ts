import type { DecidingStatement, Decision, Request } from "../language/request.js";
import {
  authorize,
  controlsPrincipal,
  controlsResource,
  hasPolicies,
  isAlwaysAllowed,
  mustGrant,
} from "./authorize.js";
import type { Caller } from "./caller.js";
import type { CompiledPolicySet } from "./compile.js";
import { applies, type CompiledStatement, identify, type Layer } from "./compileLayer.js";
import { grants } from "./compilePrincipal.js";
import { indexed } from "./contextValue.js";
import { describeMiss, keysMissing } from "./describeMiss.js";
import { statementName } from "./statementName.js";

/** Why a request is decided as it is. */
export interface Explanation {
  readonly decision: Decision;
  /** the statements that deny, or those that allow; none for an implicit deny */
  readonly statements: readonly DecidingStatement[];
  /** sentences, the most important first */
  readonly why: readonly string[];
  /** context keys that statements on this action and resource ask for and the request does not carry, sorted */
  readonly missingKeys: readonly string[];
}

/**
 * Determines which layer, policy, statement and element decided. Many times slower than {@link authorize}.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { compile, explain, findManagedPolicy } from "planproof/policies";
 *
 * const policy = findManagedPolicy("AWSBatchFullAccess@v7");
 * assert(policy);
 * const compiled = compile({ identity: [{ source: policy.name, document: policy.document }] });
 * const principal = "arn:aws:iam::111122223333:role/example";
 * const request = { principal, action: "batch:ListJobs", resource: "*", resourceAccount: "111122223333", context: {} };
 * assert.equal(explain(compiled, request).decision, "allowed");
 * ```
 */
export function explain(compiled: CompiledPolicySet, asked: Request): Explanation {
  const request = indexed(asked);
  const decision = authorize(compiled, request);
  const caller = compiled.caller(request.principal);
  const { account = request.resourceAccount } = compiled.resourceSide(request);
  const layers = layersFor(compiled, request, caller).map(([name, parts]) =>
    joined(
      name,
      parts.map((layer) => read(layer, request, caller)),
    ),
  );
  const missingKeys = [...new Set(layers.flatMap(({ missing }) => missing))].sort();
  if (isAlwaysAllowed(request.action)) {
    return { decision, statements: [], why: ["sts:GetCallerIdentity needs no permission"], missingKeys: [] };
  }
  const deciding = decision === "explicitDeny" ? "denying" : "allowing";
  const statements = decision === "implicitDeny" ? [] : layers.flatMap((layer) => layer[deciding]);
  return {
    decision,
    statements: statements.map(identify),
    why: reasons(decision, layers, { request, caller, account }),
    missingKeys,
  };
}

/** What one layer says: its name in messages, the statements that match, and why others do not. */
interface LayerFinding {
  readonly name: string;
  readonly allowing: readonly CompiledStatement[];
  readonly denying: readonly CompiledStatement[];
  readonly misses: readonly string[];
  readonly missing: readonly string[];
}

/** The policies of all resources that the request is on are read as one layer. */
function layersFor(
  { identity, boundary, session, resourceSide, endpoint, scps, rcps }: CompiledPolicySet,
  request: Request,
  caller: Caller,
): readonly (readonly [string, readonly Layer[]])[] {
  const { layers } = resourceSide(request);
  return [
    ...(hasPolicies(caller) ? [["identity policy", [identity]] as const] : []),
    ...(layers.length > 0 ? [[resourcePolicy, layers] as const] : []),
    ...(boundary && hasPolicies(caller) ? [["permissions boundary", [boundary]] as const] : []),
    ...(session && hasPolicies(caller) ? [["session policy", [session]] as const] : []),
    ...(endpoint ? [["VPC endpoint policy", [endpoint]] as const] : []),
    ...(controlsPrincipal(caller)
      ? scps.map((level, depth) => [`SCP of level ${depth + 1}`, [level]] as const)
      : []),
    ...(controlsResource(request, caller)
      ? rcps.map((level, depth) => [`RCP of level ${depth + 1}`, [level]] as const)
      : []),
  ];
}

const resourcePolicy = "resource policy";

const joined = (name: string, parts: readonly Omit<LayerFinding, "name">[]): LayerFinding => ({
  name,
  allowing: parts.flatMap(({ allowing }) => allowing),
  denying: parts.flatMap(({ denying }) => denying),
  misses: parts.flatMap(({ misses }) => misses),
  missing: parts.flatMap(({ missing }) => missing),
});

function read(layer: Layer, request: Request, caller: Caller): Omit<LayerFinding, "name"> {
  const { allow, deny } = layer.candidates(request.action);
  const named = (list: readonly CompiledStatement[]) =>
    list.filter(({ principal }) => principal(caller) !== grants.none);
  const onResource = [...named(allow), ...named(deny)].filter(({ matchesResource }) =>
    matchesResource(request),
  );
  return {
    allowing: named(allow).filter((compiled) => applies(compiled, request)),
    denying: named(deny).filter((compiled) => applies(compiled, request)),
    misses: allow
      .filter((compiled) => !applies(compiled, request) || compiled.principal(caller) === grants.none)
      .map((compiled) => describeMiss(compiled, request, caller)),
    missing: onResource.flatMap(({ statement }) => keysMissing(statement, request)),
  };
}

/** A request by its caller, on a resource of an account. */
interface Asked {
  readonly request: Request;
  readonly caller: Caller;
  readonly account: string;
}

function reasons(decision: Decision, layers: readonly LayerFinding[], asked: Asked): readonly string[] {
  if (decision === "explicitDeny") {
    return layers.flatMap((layer) =>
      layer.denying.map(
        (compiled) => `the ${layer.name} ${statementName(identify(compiled))} denies it explicitly`,
      ),
    );
  }
  if (decision === "allowed") {
    const allowing = layers.flatMap((layer) =>
      layer.allowing.map((compiled) => `the ${layer.name} ${statementName(identify(compiled))} allows it`),
    );
    return asked.caller.type === "root"
      ? ["the root user may do everything in its account", ...allowing]
      : allowing;
  }
  return [...silences(layers, asked), ...layers.flatMap(({ misses }) => misses)];
}

function silences(layers: readonly LayerFinding[], { request, caller, account }: Asked): readonly string[] {
  const silent = layers.filter(({ name, allowing }) => allowing.length === 0 && !name.startsWith("RCP"));
  const sentences = silent.map((layer) => `no statement of the ${layer.name} allows ${request.action}`);
  const foreign = caller.account !== "" && caller.account !== account;
  const resource = layers.find((layer) => layer.name === resourcePolicy);
  if (foreign && resource === undefined) {
    sentences.push(`the resource is in account ${account}, and no resource policy there is given`);
  } else if (!foreign && resource !== undefined && mustGrant(request) && resource.allowing.length === 0) {
    sentences.push("this resource answers only to its own policy, which must let the account in");
  }
  return sentences;
}
