import { isGate } from "../../house/isGate.js";
import { canary, kept, plantedBlocks, plantedValues, types } from "./plantedValues.js";

const constants = (values: unknown): unknown => {
  if (Array.isArray(values)) return values.map(constants);
  if (typeof values !== "object" || values === null) return { constant_value: values };
  return Object.fromEntries(Object.entries(values).map(([name, one]) => [name, constants(one)]));
};

/** The attributes that are listed and are not policies: their constants are in the resource. */
const listedConstants = (type: string) =>
  Object.fromEntries(
    (kept.get(type) ?? [])
      .filter((one) => !/\(|\./.test(one))
      .map((name) => [name, { constant_value: canary, references: ["var.x"] }]),
  );

export const head = (type: string, name: string) => ({
  address: `${type}.${name}`,
  mode: "managed",
  type,
  name,
});
const unknownMember = { [`new_${canary.length}`]: canary, later: { deep: [canary] } };

/** Two of each type: one with strings, one with blocks. The gate takes one type in three. */
export const plantedResources = types
  .filter((_, at) => !isGate || at % 3 === 0)
  .flatMap((type) => [
    { ...head(type, "flat"), values: plantedValues(type) },
    { ...head(type, "nested"), values: plantedBlocks(type) },
  ]);

const changes = plantedResources.map(({ values, ...rest }) => ({
  ...rest,
  ...unknownMember,
  action_reason: "replace_by_request",
  change: {
    ...unknownMember,
    actions: ["update"],
    before: values,
    after: { ...values, other: `${canary}-2` },
    after_unknown: { ...values, environment: { [canary]: true } },
    before_sensitive: values,
    after_sensitive: { variables: { [canary]: false }, metadata: [{ [canary]: true }] },
    importing: { id: canary },
    generated_config: canary,
    before_identity: { id: canary },
    replace_paths: [[canary]],
  },
}));

const written = plantedResources.map(({ values, ...rest }) => ({
  ...rest,
  ...unknownMember,
  provider_config_key: "aws",
  provisioners: [{ type: "local-exec", expressions: { command: { constant_value: canary } } }],
  expressions: {
    ...(constants(values) as object),
    ...(rest.name === "flat" ? listedConstants(rest.type) : {}),
  },
  for_each_expression: { constant_value: { a: { password: canary } }, references: ["var.each"] },
  count_expression: { constant_value: canary },
}));

/** What the policy and the definition of containers refer to is not shown either. */
const references = [
  "random_password.flat.result",
  "aws_ssm_parameter.flat.value",
  "aws_secretsmanager_secret_version.flat.secret_string",
  "tls_private_key.nested.private_key",
  "var.each",
  "module.inner.leak",
  "aws_db_instance.nested.parameters[0].value",
];

const module = {
  ...unknownMember,
  variables: { x: { default: canary, description: canary, ...unknownMember }, each: { default: canary } },
  locals: { secret: canary },
  outputs: { leak: { expression: { constant_value: canary }, value: canary, description: canary } },
  resources: [
    ...written,
    {
      ...head("aws_iam_policy", "refers"),
      expressions: { policy: { references } },
      depends_on: [canary],
    },
    {
      ...head("aws_batch_job_definition", "refers"),
      expressions: {
        container_properties: { references, constant_value: JSON.stringify({ secret: canary }) },
      },
    },
  ],
};

const providers = {
  aws: {
    ...unknownMember,
    name: "aws",
    version_constraint: canary,
    expressions: {
      region: { references: ["var.x"] },
      profile: { constant_value: canary },
      access_key: { constant_value: canary },
      secret_key: { constant_value: canary },
      assume_role: [{ external_id: { constant_value: canary }, role_arn: { references: ["var.each"] } }],
      assume_role_with_web_identity: [{ web_identity_token: { constant_value: canary } }],
      default_tags: [{ tags: { constant_value: { a: canary } } }],
    },
  },
  datadog: {
    name: "datadog",
    expressions: { api_key: { references: ["var.x"] }, region: { constant_value: canary } },
  },
};

const values = {
  ...unknownMember,
  outputs: { leak: { value: canary, sensitive: false } },
  root_module: {
    ...unknownMember,
    resources: plantedResources.map((one) => ({ ...one, ...unknownMember, sensitive_values: one.values })),
    child_modules: [{ address: "module.inner", resources: plantedResources, ...unknownMember }],
  },
};

export const plantedState = {
  format_version: "1.0",
  terraform_version: "1.9.0",
  ...unknownMember,
  values,
  checks: [canary],
};

/** A plan with a canary in everything that is not listed, and no mark of anything sensitive. */
export const plantedPlan = {
  format_version: "1.2",
  terraform_version: "1.9.0",
  ...unknownMember,
  variables: { x: { value: canary }, each: { value: { a: canary } } },
  planned_values: values,
  resource_changes: changes,
  resource_drift: changes,
  output_changes: { leak: { after: canary } },
  relevant_attributes: [{ resource: canary }],
  checks: [{ status: canary }],
  prior_state: plantedState,
  configuration: {
    ...unknownMember,
    provider_config: providers,
    root_module: {
      ...module,
      module_calls: {
        inner: {
          ...unknownMember,
          source: `git::https://user:${canary}@example.com/m.git`,
          expressions: { x: { constant_value: canary }, each: { constant_value: { a: canary } } },
          for_each_expression: { constant_value: [canary] },
          module,
        },
      },
    },
  },
};
