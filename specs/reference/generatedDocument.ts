import fc from "fast-check";
import { type GeneratedCondition, generatedCondition } from "./generatedCondition.js";
import { actions, generatedPrincipal, here, resources, there } from "./generatedRequest.js";
import { anyCase, arnPattern, variable } from "./generatedText.js";

/** JSON of a form that AWS would store. */
export type GeneratedDocument = Readonly<Record<string, unknown>>;

const named = fc.oneof(
  { weight: 3, arbitrary: generatedPrincipal },
  {
    weight: 1,
    arbitrary: fc.constantFrom(here, there, "*", `arn:aws:iam::${here}:user/*`, "AIDAEXAMPLE", "*:root"),
  },
);

const principalBlock = fc.oneof(
  { weight: 2, arbitrary: fc.constant("*") },
  { weight: 5, arbitrary: fc.record({ AWS: fc.oneof(named, fc.array(named, { maxLength: 3 })) }) },
  {
    weight: 2,
    arbitrary: fc.record(
      { AWS: named, Service: named, Federated: named, CanonicalUser: named },
      { requiredKeys: [] },
    ),
  },
);

const oddActions = [
  ...[
    "s3:Get*",
    "*:*",
    "**",
    "s?:*",
    "*Object",
    "s3:?etObjec?",
    "?*",
    "",
    "iam:?",
    "iam:??",
    "*:*e*t*",
    "s3",
  ],
  ...[
    "s3:Get*Object*",
    "*3:*",
    "s3: GetObject",
    "s3:GetObject,s3:PutObject",
    "${aws:username}",
    "s3:Get.bject",
  ],
];
const actionPattern = fc.oneof(
  { weight: 4, arbitrary: fc.constant("*") },
  { weight: 6, arbitrary: anyCase(fc.constantFrom(...actions, "s3:*", "kms:*", "sts:*", "*:Get*")) },
  { weight: 3, arbitrary: anyCase(fc.constantFrom(...oddActions)) },
);

const resourcePattern = fc.oneof(
  { weight: 4, arbitrary: fc.constant("*") },
  { weight: 2, arbitrary: fc.constantFrom(...resources) },
  { weight: 3, arbitrary: arnPattern },
  { weight: 1, arbitrary: variable.map((text) => `arn:aws:s3:::b${text}`) },
  // too early for a variable
  { weight: 1, arbitrary: variable.map((text) => `arn:aws:s3::${text}:b`) },
);

const list = (pattern: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 6, arbitrary: pattern },
    { weight: 4, arbitrary: fc.array(pattern, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant([]) },
  );

/** `name` or, less often, `Notname`. */
const element = (name: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<GeneratedDocument> =>
  fc.tuple(fc.nat(4), value).map(([dice, chosen]) => ({ [dice === 4 ? `Not${name}` : name]: chosen }));

const conditionBlock = (most: number): fc.Arbitrary<GeneratedDocument> =>
  fc.array(generatedCondition, { maxLength: most }).map((conditions) => {
    if (conditions.length === 0) return {};
    const blocks = new Map<string, [string, Map<string, GeneratedCondition>]>();
    for (const condition of conditions) {
      const name = condition.operator.toLowerCase();
      if (!blocks.has(name)) blocks.set(name, [condition.operator, new Map()]);
      // IAM refuses a key that is there twice
      blocks.get(name)![1].set(condition.key.toLowerCase(), condition);
    }
    const members = [...blocks.values()].map(([operator, keys]) => [
      operator,
      Object.fromEntries([...keys.values()].map(({ key, values }) => [key, values])),
    ]);
    return { Condition: Object.fromEntries(members) };
  });

const everything = fc.constant("*");
const [someActions, someResources] = [list(actionPattern), list(resourcePattern)];

/** Which elements of a statement are more than "everything": a swarm finds more than one crowd. */
const foci = [
  { weight: 2, actions: someActions, resources: someResources, conditions: 2 },
  { weight: 4, actions: everything, resources: everything, conditions: 3 },
  { weight: 4, actions: everything, resources: everything, conditions: 1 },
  { weight: 2, actions: someActions, resources: everything, conditions: 0 },
  { weight: 3, actions: everything, resources: someResources, conditions: 0 },
  { weight: 3, actions: everything, resources: everything, conditions: 0 },
];

const nothing = fc.constant<GeneratedDocument>({});
const version = fc.constantFrom("2012-10-17", "2012-10-17", "2012-10-17", "2008-10-17", undefined);

const documents = (principal: fc.Arbitrary<GeneratedDocument>, ...effects: readonly string[]) =>
  fc.oneof(
    ...foci.map(({ weight, ...focus }) => {
      const statement = fc
        .tuple(
          fc.record({ Effect: fc.constantFrom(...effects) }),
          principal,
          element("Action", focus.actions),
          element("Resource", focus.resources),
          conditionBlock(focus.conditions),
        )
        .map((parts): GeneratedDocument => Object.assign({}, ...parts));
      const arbitrary = fc
        .tuple(version, fc.array(statement, { minLength: 1, maxLength: 3 }))
        .map(([chosen, Statement]): GeneratedDocument => ({ ...(chosen && { Version: chosen }), Statement }));
      return { weight, arbitrary };
    }),
    { weight: 1, arbitrary: fc.constant<GeneratedDocument>({ Statement: [] }) },
  );

const withoutResources = ({ Statement, ...rest }: GeneratedDocument): GeneratedDocument => ({
  ...rest,
  Statement: (Statement as GeneratedDocument[]).map(({ Resource: _, NotResource: __, ...others }) => others),
});

const mostlyAllow = ["Allow", "Allow", "Allow", "Deny"];

/** Documents for identities, boundaries, sessions and SCPs; for resources and endpoints; and for RCPs. */
export const generatedDocument = {
  own: documents(nothing, ...mostlyAllow),
  // to some principals or, half the time, to all
  shared: fc.oneof(
    documents(element("Principal", principalBlock), ...mostlyAllow),
    documents(fc.constant({ Principal: "*" }), ...mostlyAllow),
    documents(element("Principal", principalBlock), ...mostlyAllow).map(withoutResources),
  ),
  control: documents(fc.constant({ Principal: "*" }), "Deny"),
};
