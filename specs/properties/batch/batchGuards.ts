import { difference } from "../../../policies/prove/question/access.js";
import { allowedBy, forActions, inAll } from "../../../properties/allowedBy.js";
import { guardKeys } from "../../../properties/tagGuardedStatements.js";
import { guardedOf, guardedSet, nameOf, setOf } from "./batchAsker.js";
import {
  all,
  type BatchLaw,
  ec2,
  first,
  guarded,
  guardedRequests,
  patternsOf,
  resourceTag,
  sorted,
  unguardedWrites,
  unless,
  unlike,
} from "./batchStatements.js";

/** I18 to I29 of a careful reading of the three policies: tags and conditions. */
export const batchGuards: readonly BatchLaw[] = [
  [
    "I18",
    "five statements of nine actions ask for a tag",
    ({ bsrp }) =>
      unlike(`${guardedOf(bsrp).length} ${sorted(patternsOf(guardedOf(bsrp)))}`, `5 ${guarded.join(" ")}`),
  ],
  [
    "I19",
    "the tag-guarded part is contained in AWSBatchServiceRole",
    ({ bsrp, absr }, ask) =>
      ask.find(`guarded ${nameOf(bsrp)} - ${nameOf(absr)}`, () =>
        difference(allowedBy(guardedSet(bsrp)), allowedBy(setOf(absr))),
      ),
  ],
  [
    "I20",
    "AWSBatchServiceRole allows more of each guarded action",
    ({ bsrp, absr }, ask) =>
      guardedRequests.find(
        ([action, resource]) => !ask.allows(absr, action, resource) || ask.allows(bsrp, action, resource),
      )?.[0],
  ],
  [
    "I21",
    "AWSBatchFullAccess allows no guarded action",
    ({ fa }, ask) =>
      ask.find(`guarded of ${nameOf(fa)}`, () => inAll(forActions(guarded), allowedBy(setOf(fa)))),
  ],
  [
    "I22",
    "no statement allows a guarded action on what the guard covers without the tag",
    ({ bsrp }, ask) =>
      first(guardedOf(bsrp), (statement) =>
        ask.find(`bypass ${nameOf(bsrp)} ${statement.index}`, () =>
          inAll(allowedBy(setOf(bsrp)), {
            kind: "matching",
            statement: {
              action: statement.action,
              resource: statement.resource!,
              conditions: guardKeys(statement).map((key) => ({
                operator: { name: "Null", ifExists: false },
                key,
                values: ["true"],
              })),
            },
          }),
        ),
      ),
  ],
  [
    "I23",
    "a guard tests that the tag has a value, and no more",
    ({ bsrp }, ask) => {
      const end = (value: string) =>
        ask.allows(bsrp, "ec2:TerminateInstances", ec2("instance/i-0123456789abcdef0"), {
          [resourceTag]: value,
        });
      return unless(end("not-batch") && !end(""), "ec2:TerminateInstances");
    },
  ],
  [
    "I24",
    "the key of a guard has no case",
    ({ bsrp }, ask) =>
      unless(
        ask.allows(bsrp, "ec2:RunInstances", ec2("instance/i-0123456789abcdef0"), {
          "aws:requesttag/awsbatchservicetag": "a",
        }),
        "ec2:RunInstances",
      ),
  ],
  [
    "I25",
    "a guard is on actions that carry its key",
    ({ bsrp }, { reference }) =>
      first(guardedOf(bsrp), (statement) =>
        statement.action.patterns.find((name) => {
          const action = reference.action(name)!;
          const keys = [
            ...action.conditionKeys,
            ...action.resourceTypes.flatMap(({ conditionKeys }) => conditionKeys),
          ];
          return !guardKeys(statement).every((key) => keys.includes(`${key.split("/")[0]!}/\${TagKey}`));
        }),
      ),
  ],
  [
    "I26",
    "existing resources of EC2 cannot be tagged",
    (t, ask) =>
      first(all(t), (one) =>
        unless(!ask.allows(one, "ec2:CreateTags", ec2("instance/i-0123456789abcdef0")), one.name),
      ),
  ],
  [
    "I27",
    "what BatchServiceRolePolicy writes on * has a condition",
    ({ bsrp }, ask) => unguardedWrites(bsrp, ask) || undefined,
  ],
  [
    "I28",
    "three writes on * have no condition",
    ({ bsrp }, ask) =>
      unlike(unguardedWrites(bsrp, ask), "ec2:RequestSpotFleet ecs:DeregisterTaskDefinition ecs:TagResource"),
  ],
  [
    "I29",
    "one of them has no resource type",
    ({ bsrp }, ask) =>
      unlike(
        unguardedWrites(bsrp, ask)
          .split(" ")
          .filter((name) => ask.reference.action(name)!.resourceTypes.length === 0)
          .join(" "),
        "ecs:DeregisterTaskDefinition",
      ),
  ],
];
