/**
 * The region that AWS sends in `aws:RequestedRegion` with every request to a service that has one endpoint for
 * the whole partition `aws`, as of 2026-11-25. Left out where sources differ, some actions are regional, or the
 * reference knows regional resources alone: `sts`, `globalaccelerator`, `health`, `pricing`, `ecr-public`,
 * `chime`, `aws-marketplace`, `cur`, `trustedadvisor`; these may be asked in any region.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-requested-region.html
 * and, for those below the line, https://docs.aws.amazon.com/general/latest/gr/rande.html
 */
const regions: ReadonlyMap<string, string> = new Map([
  ["budgets", "us-east-1"],
  ["chatbot", "us-west-2"],
  ["cloudfront", "us-east-1"],
  ["devicefarm", "us-west-2"],
  ["iam", "us-east-1"],
  ["importexport", "us-east-1"],
  ["organizations", "us-east-1"],
  ["route53", "us-east-1"],
  ["support", "us-east-1"],
  ["waf", "us-east-1"],
  // the line
  ["ce", "us-east-1"],
  ["networkmanager", "us-west-2"],
  ["route53-recovery-control-config", "us-west-2"],
  ["route53-recovery-readiness", "us-west-2"],
  ["route53domains", "us-east-1"],
  ["shield", "us-east-1"],
]);

/** The services with one endpoint, sorted within their source. */
export const globalServices: readonly string[] = [...regions.keys()];

/**
 * Actions that are checked in the requests to other services, in the regions of those requests.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
const checkedElsewhere: ReadonlySet<string> = new Set(["iam:passrole"]);

/** The region that AWS sends for an action, in any case; undefined where it may be any. */
export function globalRegion(action: string): string | undefined {
  const folded = action.toLowerCase();
  return checkedElsewhere.has(folded) ? undefined : regions.get(folded.split(":", 1)[0]!);
}
