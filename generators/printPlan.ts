/** What `terraform show -json` prints of a plan, what no policy depends on left out. */
export interface TerraformPlan {
  readonly format_version: string;
  readonly terraform_version: string;
  readonly planned_values: object;
  readonly resource_changes: readonly {
    readonly address: string;
    readonly mode: "managed" | "data";
    readonly type: string;
    readonly name: string;
    readonly provider_name: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: Readonly<Record<string, unknown>> | null;
      readonly after: Readonly<Record<string, unknown>> | null;
      readonly after_unknown: Readonly<Record<string, unknown>>;
      readonly before_sensitive: unknown;
      readonly after_sensitive: unknown;
    };
  }[];
  readonly prior_state: object;
  readonly configuration: object;
  readonly timestamp: string;
  readonly applyable: boolean;
  readonly complete: boolean;
  readonly errored: boolean;
}

type Attributes = Readonly<Record<string, unknown>>;

/** A resource of a plan before it is printed. */
export interface PlannedResource {
  readonly type: string;
  readonly name: string;
  readonly mode?: "managed" | "data";
  /** before the change; absent where it is created */
  readonly before?: Attributes;
  /** after the change; absent where it is deleted */
  readonly after?: Attributes;
  /** attributes known only after apply, which `after` lacks */
  readonly unknown?: readonly string[];
  /** attributes that the configuration takes from other resources, by what it refers to; all others are written out */
  readonly references?: Readonly<Record<string, string>>;
}

/** Prints resources as `terraform show -json` does. */
export function printPlan(resources: readonly PlannedResource[]): TerraformPlan {
  const managed = resources.filter(({ mode }) => mode !== "data");
  const read = resources.filter(({ mode }) => mode === "data");
  const kept = managed.filter(({ after }) => after !== undefined);
  const earlier = [...read, ...managed.filter(({ before }) => before !== undefined)];
  const valuesOf = (values: Attributes | undefined) => ({ values: values ?? {}, sensitive_values: {} });
  const listed = (some: readonly PlannedResource[], side: "before" | "after") => ({
    root_module: {
      resources: some.map((one) => ({ ...head(one), schema_version: 0, ...valuesOf(one[side]) })),
    },
  });
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: listed(kept, "after"),
    resource_changes: managed.map(changeOf),
    prior_state: {
      format_version: "1.0",
      terraform_version: "1.11.4",
      values: listed(earlier, "before"),
    },
    configuration: {
      provider_config: {
        aws: {
          name: "aws",
          full_name: provider,
          expressions: { region: { constant_value: "us-east-1" } },
        },
      },
      root_module: { resources: [...kept, ...read].map(configured) },
    },
    timestamp: "2026-01-01T00:00:00Z",
    applyable: true,
    complete: true,
    errored: false,
  };
}

const provider = "registry.terraform.io/hashicorp/aws";

const head = ({ mode = "managed", type, name }: PlannedResource) => ({
  address: `${mode === "data" ? "data." : ""}${type}.${name}`,
  mode,
  type,
  name,
  provider_name: provider,
});

function changeOf(resource: PlannedResource): TerraformPlan["resource_changes"][number] {
  const { before = null, after = null, unknown = [] } = resource;
  const actions =
    before === null
      ? ["create"]
      : after === null
        ? ["delete"]
        : [unknown.length === 0 && JSON.stringify(before) === JSON.stringify(after) ? "no-op" : "update"];
  return {
    ...head(resource),
    change: {
      ...{ actions, before, after },
      after_unknown: Object.fromEntries(unknown.map((attribute) => [attribute, true])),
      before_sensitive: before === null ? false : {},
      after_sensitive: after === null ? false : {},
    },
  };
}

/** A function call without references, such as `jsonencode`, prints as `{}`: its value is in the plan alone. */
function configured(resource: PlannedResource) {
  const { after = {}, unknown = [], references = {} } = resource;
  const written = Object.keys(after).filter((name) => !computed.has(name));
  const expressions = [...written, ...unknown.filter((name) => !computed.has(name))].map((name) => {
    const target = references[name];
    if (target !== undefined) return [name, { references: [target, target.replace(/\.[^.]*$/, "")] }];
    return [name, /policy$/.test(name) ? {} : { constant_value: after[name] }];
  });
  const { provider_name: _, ...named } = head(resource);
  const own = resource.mode === "data" ? {} : { expressions: Object.fromEntries(expressions) };
  return { ...named, provider_config_key: "aws", ...own, schema_version: 0 };
}

/** What a configuration does not say. */
const computed = new Set(["arn", "id", "path"]);
