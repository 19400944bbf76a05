import { allows } from "./batchAsker.js";
import {
  all,
  type BatchLaw,
  first,
  numbered,
  patternsOf,
  requestTag,
  resourcesOf,
  resourceTag,
  sidsOf,
  sorted,
  statementsOf,
  unless,
  unlike,
} from "./batchStatements.js";

/** I01 to I17 of a careful reading of the three policies: how the documents are written. */
export const batchForm: readonly BatchLaw[] = [
  [
    "I01",
    "each document has a version and statements alone",
    (t) =>
      first(all(t), (one) =>
        unlike(
          Object.keys(JSON.parse(one.text) as object)
            .sort()
            .join(),
          "Statement,Version",
        ),
      ) ?? first(all(t), ({ document }) => unlike(document.version, "2012-10-17")),
  ],
  [
    "I02",
    "every statement allows, and names what it means",
    (t) =>
      first(statementsOf(t), ({ effect, action, resource, principal, pointer }) =>
        unless(
          effect === "Allow" && !action.negated && resource?.negated === false && principal === undefined,
          pointer,
        ),
      ),
  ],
  [
    "I03",
    "there are 17, 5 and 3 statements",
    (t) =>
      unlike(
        all(t)
          .map((one) => allows(one).length)
          .join(),
        "17,5,3",
      ),
  ],
  ["I04", "the Sids of BatchServiceRolePolicy are numbered", ({ bsrp }) => numbered(bsrp)],
  ["I05", "the Sids of AWSBatchServiceRole are numbered", ({ absr }) => numbered(absr)],
  ["I06", "AWSBatchFullAccess has no Sid", ({ fa }) => sidsOf(fa)[0]],
  [
    "I07",
    "no Sid is in both service policies",
    ({ bsrp, absr }) => sidsOf(bsrp).find((sid) => sidsOf(absr).includes(sid)),
  ],
  [
    "I08",
    "the operators are StringEquals and Null",
    (t) =>
      unlike(
        sorted(statementsOf(t).flatMap(({ conditions }) => conditions.map(({ operator }) => operator.name))),
        "Null StringEquals",
      ),
  ],
  [
    "I09",
    "there are five condition keys",
    (t) =>
      unlike(
        sorted(statementsOf(t).flatMap(({ conditions }) => conditions.map(({ key }) => key))),
        `${requestTag} ${resourceTag} ec2:CreateAction iam:AWSServiceName iam:PassedToService`,
      ),
  ],
  [
    "I10",
    "every Null asks for a key",
    (t) =>
      first(
        statementsOf(t).flatMap(({ conditions }) => conditions),
        ({ operator, values }) => (operator.name === "Null" ? unlike(values.join(), "false") : undefined),
      ),
  ],
  [
    "I11",
    "a statement has one condition at most",
    (t) => first(statementsOf(t), ({ conditions, pointer }) => unless(conditions.length < 2, pointer)),
  ],
  [
    "I12",
    "no policy variable and no question mark is used",
    (t) => first(all(t), ({ text, name }) => unless(!/\$\{|\?/.test(text), name)),
  ],
  [
    "I13",
    "five actions of AWSBatchFullAccess are patterns, and no others",
    (t) =>
      unlike(
        sorted(patternsOf(statementsOf(t)).filter((one) => one.includes("*"))),
        "batch:* ecs:Describe* ecs:List* logs:Describe* logs:Get*",
      ) ?? first([t.bsrp, t.absr], (one) => patternsOf(allows(one)).find((name) => name.includes("*"))),
  ],
  [
    "I14",
    "no statement lists an action twice",
    (t) =>
      first(statementsOf(t), ({ action: { patterns }, pointer }) =>
        unless(new Set(patterns.map((one) => one.toLowerCase())).size === patterns.length, pointer),
      ),
  ],
  [
    "I15",
    "every action is listed by AWS, as it is spelt",
    (t, { reference }) =>
      patternsOf(statementsOf(t)).find(
        (name) => !name.includes("*") && reference.action(name)?.name !== name,
      ),
  ],
  [
    "I16",
    "every resource is * or an ARN of the partition aws",
    (t) =>
      statementsOf(t)
        .flatMap(resourcesOf)
        .find((one) => one !== "*" && !/^arn:aws:[^:]*:[^:]*:[^:]*:.+$/.test(one)),
  ],
  [
    "I17",
    "each document fits into a policy of one's own",
    (t) => first(all(t), (one) => unless(JSON.stringify(JSON.parse(one.text)).length <= 6144, one.name)),
  ],
];
