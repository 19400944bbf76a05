/** The forms that a value of a parameter can have, and how messages describe each. */
export const valueForms = {
  account: { test: /^\d{12}$/, is: "an account ID of 12 digits" },
  trusted: {
    test: /^(?:\d{12}|o-[a-z0-9]{10,32})$/,
    is: "an account ID of 12 digits or an organization ID such as o-a1b2c3d4e5",
  },
  organization: { test: /^o-[a-z0-9]{10,32}$/, is: "an organization ID such as o-a1b2c3d4e5" },
  action: { test: /^(?:\*|[a-z0-9-]+:[\w*?]+)$/i, is: "an action or a pattern such as s3:Get*" },
  resource: { test: /^(?:\*|arn:[^\s]*)$/, is: "an ARN or a pattern such as arn:aws:s3:::jobs/*" },
  request: {
    test: /^(?:\*|[a-z0-9-]+:[\w*?]+)(?: (?:\*|arn:\S+))?$/i,
    is: "an action and a resource such as `s3:GetObject arn:aws:s3:::jobs/*`",
  },
  principal: {
    test: /^(?:\*|arn:\S+|[\w-]+(?:\[[^\]]*\])?(?:\.[\w*?-]+(?:\[[^\]]*\])?)+)$/,
    is: "the address of a principal of the source, its ARN, or a pattern of them",
  },
  caller: {
    test: /^(?:\*|arn:\S+|\d{12}|[\w.-]+\.[a-z]+)$/,
    is: "an ARN or a pattern of it, an account ID, or a service such as ecs-tasks.amazonaws.com",
  },
  service: { test: /^[\w*?-]+(?:\.[\w*?-]+)+$/, is: "a service principal such as ecs-tasks.amazonaws.com" },
  region: { test: /^[a-z]{2,}(?:-[a-z]+)+-\d+$/, is: "a region such as eu-west-1" },
  key: { test: /^[a-z0-9-]+:[^\s]+$/i, is: "a context key such as aws:MultiFactorAuthPresent" },
  file: { test: /\S/, is: "a path" },
  string: { test: /\S/, is: "a string" },
} as const satisfies Readonly<Record<string, { readonly test: RegExp; readonly is: string }>>;

/** The name of a form in {@link valueForms}. */
export type ValueForm = keyof typeof valueForms;
