import { jsonNesting } from "../../../policies/text/jsonNesting.js";
import { ownMember } from "../../../policies/text/ownMember.js";
import type { Snapshot } from "../policies/snapshot.js";
import { referencesIn } from "../resources/configurationIndex.js";
import { groupBy } from "../resources/groupBy.js";
import { pathAndName } from "../resources/predictArns.js";
import { resolveReferences } from "../resources/resolveReferences.js";
import type { Resource } from "../resources/resource.js";
import { findInstances, namedResources, type ResourceIndex } from "../resources/resourceIndex.js";
import { findPrincipals } from "./principals.js";

/** An attribute of a resource that names a role, by ARN, by instance profile, or inside a JSON string. */
interface RoleAttribute {
  readonly type: string;
  readonly path: readonly string[];
  /** true where the roles are in a JSON string, under keys such as `jobRoleArn` */
  readonly json?: true;
}

/** Source: https://docs.aws.amazon.com/batch/latest/userguide/IAM_policies.html */
const attributes: readonly RoleAttribute[] = [
  { type: "aws_batch_compute_environment", path: ["service_role"] },
  { type: "aws_batch_compute_environment", path: ["compute_resources", "instance_role"] },
  { type: "aws_batch_compute_environment", path: ["compute_resources", "spot_iam_fleet_role"] },
  { type: "aws_batch_job_definition", path: ["container_properties"], json: true },
  { type: "aws_batch_job_definition", path: ["node_properties"], json: true },
  { type: "aws_batch_job_definition", path: ["ecs_properties"], json: true },
  // what submits jobs, and what runs next to them
  { type: "aws_cloudwatch_event_target", path: ["role_arn"] },
  { type: "aws_scheduler_schedule", path: ["target", "role_arn"] },
  { type: "aws_sfn_state_machine", path: ["role_arn"] },
  { type: "aws_pipes_pipe", path: ["role_arn"] },
  { type: "aws_lambda_function", path: ["role"] },
  { type: "aws_ecs_task_definition", path: ["task_role_arn"] },
  { type: "aws_ecs_task_definition", path: ["execution_role_arn"] },
  { type: "aws_eks_pod_identity_association", path: ["role_arn"] },
  { type: "aws_instance", path: ["iam_instance_profile"] },
  { type: "aws_launch_template", path: ["iam_instance_profile", "name"] },
  { type: "aws_launch_template", path: ["iam_instance_profile", "arn"] },
];

/** Which resources of AWS Batch, and of what submits jobs to it, run as a role: `aws_batch_job_definition.j.container_properties`, by its address. */
export function batchRoleUses(snapshot: Snapshot): ReadonlyMap<string, readonly string[]> {
  const uses = attributes.flatMap((attribute) =>
    (snapshot.index.byType.get(attribute.type) ?? [])
      .filter(({ mode }) => mode === "managed")
      .flatMap((from) => {
        const use = `${from.address}.${attribute.path.join(".")}`;
        return [...new Set(rolesOf(from, attribute, snapshot))].map((role) => ({ role, use }));
      }),
  );
  const byRole = groupBy(uses, ({ role }) => role.address);
  return new Map([...byRole].map(([address, found]) => [address, found.map(({ use }) => use)]));
}

function rolesOf(from: Resource, attribute: RoleAttribute, snapshot: Snapshot): readonly Resource[] {
  const { index } = snapshot;
  const texts = valuesAt(from.values, attribute.path).flatMap((value) =>
    typeof value !== "string" ? [] : attribute.json ? roleArnsIn(value) : [value],
  );
  const referred = texts.length > 0 ? [] : referredTo(from, attribute.path, index);
  // also of a sensitive string: it may hold a password, but only addresses of roles come out of it
  const named = texts.flatMap((text) => [...rolesNamed(text, snapshot), ...profilesNamed(text, index)]);
  return [...named, ...referred].flatMap((found) =>
    found.type === "aws_iam_instance_profile" ? rolesOfProfile(found, index) : found,
  );
}

/** The values at a path, in each of the blocks on the way. */
function valuesAt(value: unknown, [step, ...rest]: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, [step ?? "", ...rest]));
  if (step === undefined) return [value];
  return rest.length === 0 ? [ownMember(value, step)] : valuesAt(ownMember(value, step), rest);
}

/** Such as jobRoleArn, executionRoleArn and taskRoleArn; the provider takes any case. */
function roleArnsIn(text: string): readonly string[] {
  const arns: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (/^(?:job|execution|task)RoleArn$/i.test(key) && typeof inner === "string") arns.push(inner);
      else visit(inner);
    }
  };
  if (jsonNesting(text) <= 64) visit(parse(text));
  return arns;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The roles of a plan that an ARN or a name may mean. */
export function rolesNamed(text: string, { index, arns }: Snapshot): readonly Resource[] {
  const [, name = text] = /^arn:[^:]*:iam::\d*:(.*)$/s.exec(text) ?? [];
  return (index.byType.get("aws_iam_role") ?? []).filter((role) => {
    const arn = arns.arn(role);
    return role.mode === "managed" && (arn === null ? pathAndName(role) === name : arn === text);
  });
}

function profilesNamed(text: string, index: ResourceIndex): readonly Resource[] {
  const [, name = text] = /:instance-profile\/(?:.*\/)?([^/]+)$/s.exec(text) ?? [];
  return namedResources("aws_iam_instance_profile", name, index);
}

const rolesOfProfile = (profile: Resource, index: ResourceIndex): readonly Resource[] =>
  findPrincipals(profile, "role", "aws_iam_role", index).holders.flatMap(({ resource }) => resource ?? []);

function referredTo(from: Resource, path: readonly string[], index: ResourceIndex): readonly Resource[] {
  const written = index.configuration.resource(from);
  const references = valuesAt(written?.expressions, path).flatMap(referencesIn);
  const scope = { modules: from.modules, forEach: written?.for_each_expression };
  return resolveReferences(references, scope, index.configuration)
    .flatMap((origin) => findInstances(origin, { resource: from, sameKey: true }, index))
    .filter((found) => found.mode === "managed" && roleTypes.has(found.type));
}

const roleTypes: ReadonlySet<string> = new Set(["aws_iam_role", "aws_iam_instance_profile"]);
