import type { PrincipalEntry } from "../../policies/language/policyDocument.js";

/** How an entry names a caller: itself (or everyone), by its role, or by its account. That decides what limits a grant. */
export type Coverage = "direct" | "role" | "account";

/** Who calls. Only those with an account have policies. */
export interface Caller {
  readonly kind: "anonymous" | "service" | "provider" | "root" | "role" | "session" | "other";
  readonly account?: string;
  readonly partition?: string | undefined;
  readonly name: string;
  /** of a role and of its sessions: its name without the path */
  readonly role?: string | undefined;
  readonly serviceLinked: boolean;
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function readCaller(name: string): Caller {
  const plain = { name, serviceLinked: false };
  if (name === "*") return { kind: "anonymous", ...plain };
  if (/\.amazonaws\.com(\.cn)?$/.test(name)) return { kind: "service", ...plain };
  const [, partition, account, resource] = /^arn:([^:]*):(?:iam|sts):[^:]*:([^:]*):(.*)$/s.exec(name) ?? [];
  if (account === undefined || resource === undefined || /^(saml|oidc)-provider\//.test(resource)) {
    return { kind: "provider", ...plain };
  }
  const [type, ...path] = resource.split("/");
  const home = { account, partition };
  if (resource === "root") return { kind: "root", ...home, ...plain };
  if (type === "role") {
    return { kind: "role", ...home, name, role: path.at(-1), serviceLinked: path[0] === "aws-service-role" };
  }
  if (type !== "assumed-role") return { kind: "other", ...home, ...plain };
  const serviceLinked = (path[0] ?? "").startsWith("AWSServiceRoleFor");
  return { kind: "session", ...home, name, role: path[0], serviceLinked };
}

export function covers({ type, value }: PrincipalEntry, caller: Caller): Coverage | undefined {
  if (type === "*" || (type === "AWS" && value === "*")) return "direct";
  const isMeant = value === "*" || value === caller.name;
  if (type === "Service") return caller.kind === "service" && isMeant ? "direct" : undefined;
  if (type === "Federated") {
    return ["service", "provider"].includes(caller.kind) && isMeant ? "direct" : undefined;
  }
  if (type === "CanonicalUser" || caller.account === undefined) return undefined;
  if (value === caller.account) return "account";
  if (value === caller.name) return caller.kind === "role" ? "role" : "direct";
  const entry = readCaller(value);
  // an account is in one partition alone
  if (entry.account !== caller.account || entry.partition !== caller.partition) return undefined;
  if (entry.kind === "root") return "account";
  return caller.kind === "session" && entry.kind === "role" && entry.role === caller.role
    ? "role"
    : undefined;
}
