import { builtInProperties } from "../../properties/catalogue/builtInProperties.js";
import type { Property } from "../../properties/property.js";
import { severities } from "../../properties/severity.js";

/** What docs/catalogue.md says: the built-in properties, the most serious first. */
export function catalogueDocument(): string {
  const sorted = builtInProperties.toSorted((one, other) => rankOf(other) - rankOf(one));
  return `${introduction}\n${sorted.map(row).join("\n")}\n\n## Parameters\n\n${parameters(sorted)}\n\n${comparison}`;
}

const rankOf = ({ severity = "high" }: Property): number => severities.indexOf(severity);

const introduction = `# The built-in properties

Written by \`npm run catalogue\` from the properties themselves. \`planproof explain ID\` shows an example that each is
refuted by and one that it holds for. A property of the preset \`recommended\` is asked of any plan; one of \`strict\`
with \`--preset strict\`; one without a preset where it is named, with its parameters:
\`--property region-confined:regions=eu-west-1\`. A property by *proof* is decided over all requests, with every attached
policy, boundary, SCP and resource policy of the plan; one by *count* reads what is written.

| property | severity | preset | says that | to mend a violation | page |
|---|---|---|---|---|---|`;

const row = (property: Property): string =>
  `| \`${property.id}\` | ${property.severity} | ${property.preset ?? "-"} | ${cell(property.sentence)} | ${cell(property.remedy ?? "")} | [page](${property.page}) |`;

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("*", "\\*");

function parameters(sorted: readonly Property[]): string {
  const rows = sorted.flatMap(({ id, parameters: table = {} }) =>
    Object.entries(table).map(
      ([name, one]) => `| \`${id}\` | \`${name}\` | ${cell(one.help)} | ${defaultOf(one.default)} |`,
    ),
  );
  return ["| property | parameter | is | default |", "|---|---|---|---|", ...rows].join("\n");
}

function defaultOf(values: readonly string[] | undefined): string {
  if (values === undefined) return "must be given";
  if (values.length === 0) return "none";
  return values.length > 6 ? `${values.length} of them` : values.join(", ");
}

const comparison = `## Where rules that read one document err

Each row is an input that a rule that reads one document judges wrongly, and what planproof says of it. The rows
are asked in \`specs/properties/textTraps.spec.ts\`.

| input | a rule that reads one document | planproof |
|---|---|---|
| Allow \`iam:PassRole\`, and a Deny of \`iam:*\` in another policy | reports it (checkov CKV_AWS_60 and its like read one document) | \`pass-role-services\` holds |
| Allow \`iam:Pass*\` | misses it: it looks for the name \`iam:PassRole\` (trivy AWS-0342) | \`pass-role-services\` is refuted |
| \`s3:Get*\` in one attached policy and all else of S3 in another, each on \`*\` | sees two harmless documents | \`no-broad-data-read\` is refuted |
| \`NotAction\` of S3 with \`s3:*\` in a second statement | misses it: no statement is \`*\` on \`*\` (CKV_AWS_62) | \`no-admin\` is refuted |
| \`repo:me/x:*\` and then \`repo:*\` as values of one condition | reads the first value (CKV_AWS_358) | \`oidc-subject\` is refuted |
| \`repo:ORG@123/REPO@456:*\`, GitHub's newer form | reports it as malformed (CKV_AWS_358) | \`oidc-subject\` holds |
| \`ForAllValues\` on a key that a request lacks | counts it as a guard | \`no-broad-write\` and \`no-public-access\` are refuted |
| Principal \`*\` with \`aws:PrincipalOrgID\` | reports it as public (checkov #7304) | \`no-public-access\` holds |
| Deny with Principal \`*\` | reports it as public (checkov #4394) | \`no-public-access\` holds |
| \`sts:ExternalId\` under \`StringLike\` with \`*\` | counts it as a guard (prowler #11460) | \`external-id\` is refuted |
| \`ec2:DescribeInstances\` on \`*\`, which names no resource | reports it (checkov #5134) | \`no-broad-write\` holds |
| a role of EC2 without \`aws:SourceAccount\` | reports a confused deputy, though EC2 does not send that key (prowler #2810) | \`confused-deputy\` holds |
`;
