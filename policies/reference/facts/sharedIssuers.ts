/** An issuer of OIDC tokens that many owners share: a claim says whose token it is. */
export interface SharedIssuer {
  /** the host, and path, of its condition keys */
  readonly issuer: string;
  /** the claim with the owner */
  readonly claim: "sub" | "aud" | "app_id";
  /** values of the claim in tokens of an owner that a policy does not name, one for each form */
  readonly strangers: readonly string[];
  /**
   * patterns of the claim in the tokens of an owner, with `OWNER` in its place, the widest first; none where the owner
   * is a number
   */
  readonly owned: readonly string[];
  /** further claims that AWS passes on, of which the tokens of any owner can have the same value; @defaultValue none */
  readonly shared?: readonly string[];
}

const name = "unnamed-example";

/**
 * Issuers that tokens of any owner come from, with the forms of the claim that names the owner, as of 2026-11-25.
 * Subjects of GitHub have the numbers of owner and repository since 2026-07-15 where a repository was created, renamed
 * or transferred since then.
 *
 * Source: https://docs.github.com/en/actions/reference/security/oidc,
 * https://docs.gitlab.com/ci/secrets/id_token_authentication/,
 * https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens,
 * https://buildkite.com/docs/pipelines/security/oidc/aws, https://docs.scalr.io/docs/aws,
 * https://codefresh.io/docs/docs/integrations/oidc-pipelines/, https://www.pulumi.com/docs/pulumi-cloud/oidc/provider/aws/,
 * https://vercel.com/docs/oidc/reference,
 * https://github.com/aws-samples/resource-control-policy-examples of 2026-03-17 with the older issuer of GitHub, and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export const sharedIssuers: readonly SharedIssuer[] = [
  {
    issuer: "token.actions.githubusercontent.com",
    claim: "sub",
    strangers: [
      `repo:${name}/${name}:ref:refs/heads/main`,
      `repo:${name}@10203040/${name}@50607080:ref:refs/heads/main`,
    ],
    owned: ["repo:OWNER/*", "repo:OWNER@*/*"],
    shared: ["environment", "ref", "workflow"],
  },
  {
    issuer: "vstoken.actions.githubusercontent.com",
    claim: "sub",
    strangers: [`repo:${name}/${name}:ref:refs/heads/main`],
    owned: ["repo:OWNER/*"],
  },
  {
    issuer: "gitlab.com",
    claim: "sub",
    strangers: [`project_path:${name}/${name}:ref_type:branch:ref:main`],
    owned: ["project_path:OWNER/*"],
    shared: ["pipeline_source", "ref_protected", "runner_environment", "user_access_level"],
  },
  {
    issuer: "app.terraform.io",
    claim: "sub",
    strangers: [`organization:${name}:project:${name}:workspace:${name}:run_phase:apply`],
    owned: ["organization:OWNER:*"],
  },
  {
    issuer: "scalr.io",
    claim: "sub",
    strangers: [`account:${name}:environment:${name}:workspace:${name}`],
    owned: ["account:OWNER:*"],
  },
  {
    issuer: "agent.buildkite.com",
    claim: "sub",
    strangers: [`organization:${name}:pipeline:${name}:ref:refs/heads/main:commit:0000000:step:`],
    owned: ["organization:OWNER:*"],
    shared: ["build_branch", "cluster_name", "pipeline_slug"],
  },
  {
    issuer: "oidc.codefresh.io",
    claim: "sub",
    strangers: [`account:${name}:pipeline:${name}`],
    owned: ["account:OWNER:*"],
  },
  {
    issuer: "api.pulumi.com/oidc",
    claim: "sub",
    strangers: [`pulumi:deploy:org:${name}:project:${name}:stack:${name}:operation:update:scope:write`],
    owned: ["pulumi:*:org:OWNER:*"],
  },
  {
    issuer: "oidc.vercel.com",
    claim: "sub",
    strangers: [`owner:${name}:project:${name}:environment:production`],
    owned: ["owner:OWNER:*"],
  },
  {
    issuer: "cognito-identity.amazonaws.com",
    claim: "aud",
    strangers: ["us-east-1:00000000-0000-0000-0000-000000000000"],
    owned: [],
    shared: ["amr"],
  },
  {
    issuer: "accounts.google.com",
    claim: "aud",
    strangers: [`${name}.apps.googleusercontent.com`],
    owned: [],
  },
  { issuer: "www.amazon.com", claim: "app_id", strangers: [`amzn1.application.${name}`], owned: [] },
  { issuer: "graph.facebook.com", claim: "app_id", strangers: ["123456789012345"], owned: [] },
];
