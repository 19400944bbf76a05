import fc from "fast-check";
import { type GeneratedCondition, generatedCondition } from "./generatedCondition.js";
import { actions, awsPrincipals, generatedPrincipal, here, resources, there } from "./generatedRequest.js";
import { anyCase, variable } from "./generatedText.js";
import { resourceArn } from "./resourceArn.js";

/** JSON of a form that AWS would store. */
export type GeneratedDocument = Readonly<Record<string, unknown>>;

const named = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...awsPrincipals) },
  { weight: 1, arbitrary: fc.constantFrom(here, there, "*", "AIDAEXAMPLE", `arn:aws-cn:iam::${here}:root`) },
);

const principalBlock = fc.oneof(
  { weight: 2, arbitrary: fc.constant("*") },
  { weight: 5, arbitrary: fc.record({ AWS: fc.oneof(named, fc.array(named, { maxLength: 3 })) }) },
  {
    weight: 2,
    arbitrary: fc.record(
      { AWS: named, Service: generatedPrincipal, Federated: generatedPrincipal, CanonicalUser: named },
      { requiredKeys: [] },
    ),
  },
);

const oddActions = [
  ...["s3:Get*", "s3:?etObjec?", "s3:*Object", "s3:*e*t*", "s3:Get*Object*", "s3: GetObject", "s3:Get.bject"],
  ...["s3:", "s3:GetObject,PutObject", "s3:${aws}", "iam:?", "iam:??"],
];
const actionOfService = fc.oneof(
  { weight: 6, arbitrary: anyCase(fc.constantFrom(...actions, "s3:*", "kms:*", "sts:*")) },
  { weight: 3, arbitrary: anyCase(fc.constantFrom(...oddActions)) },
);
const actionPattern = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("*", "*", "*:*", "**") },
  { weight: 9, arbitrary: actionOfService },
);

const resourcePattern = fc.oneof(
  { weight: 4, arbitrary: fc.constant("*") },
  { weight: 2, arbitrary: fc.constantFrom(...resources) },
  { weight: 3, arbitrary: resourceArn },
  { weight: 1, arbitrary: variable.map((text) => `arn:aws:s3:::b${text}`) },
  // too early for a variable
  { weight: 1, arbitrary: variable.map((text) => `arn:aws:s3::${text}:b`) },
);

const list = (pattern: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 6, arbitrary: pattern },
    { weight: 4, arbitrary: fc.array(pattern, { minLength: 1, maxLength: 3 }) },
  );

/** `name` or, less often, `Notname`, which alone may be an empty list everywhere. */
const element = (name: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<GeneratedDocument> =>
  fc.oneof(
    { weight: 20, arbitrary: value.map((chosen) => ({ [name]: chosen })) },
    { weight: 5, arbitrary: value.map((chosen) => ({ [`Not${name}`]: chosen })) },
    ...(name === "Principal" ? [] : [{ weight: 1, arbitrary: fc.constant({ [`Not${name}`]: [] }) }]),
  );

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

type Focus = Omit<(typeof foci)[number], "weight">;

const statement = (focus: Focus, ...parts: readonly fc.Arbitrary<GeneratedDocument>[]) =>
  fc
    .tuple(...parts, element("Resource", focus.resources), conditionBlock(focus.conditions))
    .map((members): GeneratedDocument => Object.assign({}, ...members));

const document = (chosen: typeof version, one: fc.Arbitrary<GeneratedDocument>) =>
  fc
    .tuple(chosen, fc.array(one, { minLength: 1, maxLength: 3 }))
    .map(([Version, Statement]): GeneratedDocument => ({ ...(Version && { Version }), Statement }));

const documents = (principal: fc.Arbitrary<GeneratedDocument>) =>
  fc.oneof(
    ...foci.map(({ weight, ...focus }) => {
      const effect = fc.record({ Effect: fc.constantFrom("Allow", "Allow", "Allow", "Deny") });
      const one = statement(focus, effect, principal, element("Action", focus.actions));
      return { weight, arbitrary: document(version, one) };
    }),
  );

/** RCPs deny to everyone, and name services. */
const controls = fc.oneof(
  ...foci.map(({ weight, ...focus }) => {
    const limits = fc.record({ Effect: fc.constant("Deny"), Principal: fc.constant("*") });
    const named = list(actionOfService).map((Action): GeneratedDocument => ({ Action }));
    return { weight, arbitrary: document(fc.constant("2012-10-17"), statement(focus, limits, named)) };
  }),
);

const withoutResources = ({ Statement, ...rest }: GeneratedDocument): GeneratedDocument => ({
  ...rest,
  Statement: (Statement as GeneratedDocument[]).map(({ Resource: _, NotResource: __, ...others }) => others),
});

/** Documents for identities, boundaries, sessions and SCPs; for resources and endpoints; and for RCPs. */
export const generatedDocument = {
  own: documents(nothing),
  // to some principals or, half the time, to all
  shared: fc.oneof(
    documents(element("Principal", principalBlock)),
    documents(fc.constant({ Principal: "*" })),
    documents(element("Principal", principalBlock)).map(withoutResources),
  ),
  control: controls,
};
