import { readdirSync, readFileSync } from "node:fs";

/** In every output of a redacted plan a fault. */
export const canary = "canary-7f3a-not-a-real-secret";
const provider = new URL("../../../harness/plan/provider/", import.meta.url);

const wordsIn = (text: string): readonly string[] => text.match(/\b[a-z][a-z0-9_]*/g) ?? [];

/** Every word of the tables of the provider, and attributes that hold secrets. */
export const words: readonly string[] = [
  ...new Set([
    ...readdirSync(provider)
      .filter((name) => /\.json$|attachmentRules/.test(name))
      .flatMap((name) => wordsIn(readFileSync(new URL(name, provider), "utf8"))),
    ...wordsIn(
      `access_key api_key arguments auth_token authorizer_credentials base_32_string_seed body buildspec
      certificate_body certificate_chain command configuration connection_properties container container_definitions
      content content_base64 credentials custom_data default_arguments description email emails encrypted_password
      encrypted_private_key encrypted_secret endpoint engine_version environment environment_variables external_id
      inline input input_transformer insecure_value key key_fingerprint master_password metadata options parameter
      parameters password pgp_key private_key public_key qr_code_png runtime_environment_variables saml_metadata_document
      secret secret_binary secret_string secrets service_password service_user_name ses_smtp_password_v4 source template
      template_body token url user user_data user_data_base64 value values variable variables tags tags_all`,
    ),
  ]),
];

/** What is kept of each type, by its first attribute: the paths in it, with how they are read. */
export const kept: ReadonlyMap<string, readonly string[]> = new Map(
  readFileSync(new URL("./readAttributes.txt", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => [line.replace(/:.*/s, ""), line.replace(/^[^:]*: /, "").split(", ")] as const),
);

const others = wordsIn(
  `aws_iam_access_key aws_iam_user_login_profile aws_iam_virtual_mfa_device aws_iam_server_certificate
  aws_iam_signing_certificate aws_iam_service_specific_credential aws_iam_user_ssh_key aws_identitystore_user
  aws_identitystore_group aws_organizations_delegated_administrator aws_secretsmanager_secret_version
  aws_appsync_api_key aws_api_gateway_api_key aws_api_gateway_integration aws_db_proxy aws_dms_endpoint
  aws_ssm_association aws_cognito_user aws_mq_broker aws_docdb_cluster aws_imagebuilder_component aws_amplify_app
  aws_lightsail_instance awscc_iam_server_certificate awscc_secretsmanager_secret awscc_lambda_function
  random_password tls_private_key kubernetes_secret github_actions_secret null_resource terraform_data`,
);

/** Those that are listed, and types with secrets. */
export const types = [...kept.keys(), ...others];

const ofAll = ["arn", "region"];
const pathOf = (listed: string): string => listed.replace(/ .*/s, "");

/** How an attribute is listed: the whole of it, what is inside, or neither. */
function listing(type: string, name: string): { readonly own?: string; readonly inside: boolean } {
  const listed = kept.get(type) ?? [];
  const own =
    listed.find((one) => pathOf(one) === name) ??
    (/^aws/.test(type) && ofAll.includes(name) ? name : undefined);
  return { ...(own !== undefined && { own }), inside: listed.some((one) => one.startsWith(`${name}.`)) };
}

/** A canary wherever a string is not listed. */
export function plantedValues(type: string): Readonly<Record<string, unknown>> {
  const open = words.filter((name) => {
    const { own, inside } = listing(type, name);
    return (own === undefined && !inside) || name === "event_source_token";
  });
  return Object.fromEntries(open.map((name) => [name, canary]));
}

const everything = Object.fromEntries(words.map((name) => [name, canary]));

const block = [{ variables: { KEY: canary }, name: canary, role_arn: canary, policy: canary, value: canary }];

/** A canary in each block, also of the attributes that are listed, where no path leads to it. */
export function plantedBlocks(type: string): Readonly<Record<string, unknown>> {
  const values = words.map((name) => {
    const { own, inside } = listing(type, name);
    if (own?.endsWith("(map)")) return [name, { db_password: canary, ApiToken: canary, list: [canary] }];
    if (own?.includes("(blocks)")) return [name, []];
    if (!inside) return [name, block];
    const paths = (kept.get(type) ?? []).map(pathOf).filter((path) => path.startsWith(`${name}.`));
    const first = paths.map((path) => path.split(".")[1]!);
    return [name, [Object.fromEntries(Object.entries(everything).filter(([word]) => !first.includes(word)))]];
  });
  return Object.fromEntries(values) as Readonly<Record<string, unknown>>;
}

/** Whether something of an attribute is kept. */
export function isListed(type: string, name: string): boolean {
  const { own, inside } = listing(type, name);
  return own !== undefined || inside;
}
