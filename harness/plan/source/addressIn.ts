import type { TargetAddress } from "../../../properties/targetAddress.js";

/** The address in a source of what a user names: `aws_iam_role.job`, `aws_ssoadmin_permission_set.s@111122223333`. */
export function addressIn(source: string, name: string): TargetAddress {
  const [, resource = name, session, account] = parts.exec(name) ?? [];
  return {
    source,
    resource,
    ...(session !== undefined && { session }),
    ...(account !== undefined && { account }),
  };
}

/** A session policy may limit several roles: `aws_rolesanywhere_profile.p as aws_iam_role.r`. */
const parts = /^(.*?)(?: as ((?:module|aws_iam_role)\..*?))?(?:@(\d{12}))?$/s;
