import type { PolicyKind } from "./policyDocument.js";

type Presence = "required" | "optional" | "forbidden";

/** Which elements AWS takes in a policy of a kind. */
export interface KindRules {
  /** how messages call the kind */
  readonly name: string;
  readonly id: Presence;
  readonly principal: Presence;
  readonly resource: Presence;
  /** IAM's own policies take only letters and digits in a Sid; the services that keep resource policies take more */
  readonly plainSid: boolean;
  /** IAM itself takes only characters up to U+00FF in the document */
  readonly latin: boolean;
  /** `Resource` holds ARNs and `*` only; some services that keep resource policies have their short forms */
  readonly resourceArns: boolean;
  /** an empty list of actions or resources is refused; elsewhere AWS says nothing of it, and it matches nothing */
  readonly fullLists: boolean;
  /** `*` is not a part of a principal, and an AWS principal is an account, an ARN or a unique id */
  readonly wholePrincipals: boolean;
  /** the document must state version 2012-10-17; default any, or none */
  readonly newVersion?: boolean;
  /** the services whose actions it speaks of; default all */
  readonly services?: readonly string[];
}

const permissions = {
  id: "forbidden",
  principal: "forbidden",
  resource: "required",
  plainSid: true,
  latin: true,
  resourceArns: true,
  fullLists: true,
  wholePrincipals: false,
} as const;

/** Each service that keeps policies reads them in its own way; what one of them takes is not refused. */
const ofServices = {
  id: "optional",
  principal: "required",
  resource: "optional",
  plainSid: false,
  latin: false,
  resourceArns: false,
  fullLists: false,
  wholePrincipals: false,
} as const;

/**
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html and, for RCPs,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
export const kindRules: Readonly<Record<PolicyKind, KindRules>> = {
  identity: { name: "an identity policy", ...permissions },
  boundary: { name: "a permissions boundary", ...permissions },
  session: { name: "a session policy", ...permissions },
  scp: { name: "a service control policy", ...permissions, id: "optional", latin: false },
  rcp: {
    name: "a resource control policy",
    ...permissions,
    id: "optional",
    principal: "required",
    latin: false,
    newVersion: true,
  },
  trust: {
    name: "a trust policy",
    ...permissions,
    id: "optional",
    principal: "required",
    resource: "forbidden",
    wholePrincipals: true,
    services: ["sts"],
  },
  resource: {
    name: "a resource policy",
    ...ofServices,
    wholePrincipals: true,
  },
  endpoint: { name: "a VPC endpoint policy", ...ofServices },
};
