import type { PolicyKind } from "./document.js";

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
  /** IAM itself takes only characters up to U+00FF in the text */
  readonly latin: boolean;
}

const permissions = {
  id: "forbidden",
  principal: "forbidden",
  resource: "required",
  plainSid: true,
  latin: true,
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
  },
  trust: {
    name: "a trust policy",
    id: "optional",
    principal: "required",
    resource: "forbidden",
    plainSid: true,
    latin: true,
  },
  resource: {
    name: "a resource policy",
    id: "optional",
    principal: "required",
    resource: "optional",
    plainSid: false,
    latin: false,
  },
  endpoint: {
    name: "a VPC endpoint policy",
    id: "optional",
    principal: "required",
    resource: "optional",
    plainSid: false,
    latin: false,
  },
};
