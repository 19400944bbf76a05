import { canary } from "./hostileRun.js";

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Puts secrets where a plan has them: variables, provider settings, outputs, attributes that are marked. */
export function plantSecrets(plan: unknown): unknown {
  if (!isObject(plan)) return plan;
  const { resource_changes: changes, values } = plan;
  return {
    ...plan,
    variables: { planted: { value: canary } },
    ...(Array.isArray(changes) && { resource_changes: [...changes.map(plantInChange), database] }),
    ...(isObject(values) && { values: plantInState(values) }),
  };
}

/** Of a type that planproof does not read, and without a mask. */
const database = {
  address: "aws_db_instance.planted",
  mode: "managed",
  type: "aws_db_instance",
  name: "planted",
  provider_name: "registry.terraform.io/hashicorp/aws",
  change: {
    actions: ["create"],
    before: null,
    after: { password: canary },
    after_unknown: {},
    after_sensitive: {},
  },
};

const document = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Sid: "Planted", Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::${canary}` },
  ],
});

/** Of a change that creates or keeps something, the policy and the tags become secrets. */
function plantInChange(one: unknown): unknown {
  if (!isObject(one) || !isObject(one["change"])) return one;
  const { after, after_sensitive: mask } = one["change"];
  if (!isObject(after)) return one;
  const change = { ...one["change"], after: planted(after), after_sensitive: masked(after, mask) };
  return { ...one, change };
}

const planted = (values: Json): Json => ({
  ...values,
  tags: { secret: canary },
  ...(typeof values["policy"] === "string" && { policy: document }),
});

const masked = (values: Json, mask: unknown): Json => ({
  ...(isObject(mask) && mask),
  tags: true,
  ...(typeof values["policy"] === "string" && { policy: true }),
});

const plantInState = (values: Json): Json => ({
  ...values,
  outputs: { planted: { sensitive: true, type: "string", value: canary } },
});
