import { difference } from "../../../policies/prove/question/access.js";
import { allowedBy, forActions, inAll } from "../../../properties/allowedBy.js";
import { nameOf, setOf } from "./batchAsker.js";
import {
  type BatchLaw,
  bare,
  ecs,
  first,
  hasKey,
  isStar,
  namesIn,
  readsOnStar,
  sorted,
  three,
  unless,
  unlike,
  withAction,
} from "./batchStatements.js";

/** I30 to I49 of a careful reading of the three policies: how the policies relate. */
export const batchRelations: readonly BatchLaw[] = [
  [
    "I30",
    "BatchServiceRolePolicy is contained in AWSBatchServiceRole",
    ({ bsrp, absr }, ask) => ask.beyond(bsrp, absr),
  ],
  [
    "I31",
    "three actions are what it allows beyond",
    ({ bsrp, absr }, ask) =>
      ask.find(`${nameOf(bsrp)} - ${nameOf(absr)} but three`, () =>
        difference(inAll(allowedBy(setOf(bsrp)), forActions(["*"], three)), allowedBy(setOf(absr))),
      ) ?? three.find((action) => ask.beyondIn([action], bsrp, absr) === undefined),
  ],
  [
    "I32",
    "AWSBatchServiceRole is contained in BatchServiceRolePolicy",
    ({ bsrp, absr }, ask) => ask.beyond(absr, bsrp),
  ],
  [
    "I33",
    "AWSBatchFullAccess is incomparable with both",
    ({ bsrp, absr, fa }, ask) =>
      first([bsrp, absr], (one) =>
        unless(ask.beyond(one, fa) !== undefined && ask.beyond(fa, one) !== undefined, one.name),
      ),
  ],
  [
    "I34",
    "jobs are submitted by AWSBatchFullAccess",
    ({ fa }, ask) =>
      unless(
        ask.allows(fa, "batch:SubmitJob", "arn:aws:batch:us-east-1:111122223333:job-queue/q"),
        "batch:SubmitJob",
      ),
  ],
  [
    "I35",
    "one action is in AWSBatchServiceRole alone",
    ({ bsrp, absr }) => unlike(namesIn(absr, bsrp), "ecs:UpdateContainerAgent"),
  ],
  [
    "I36",
    "one action is in BatchServiceRolePolicy alone",
    ({ bsrp, absr }) => unlike(namesIn(bsrp, absr), "eks:DescribeCluster"),
  ],
  [
    "I37",
    "what they read on * differs by one action",
    ({ bsrp, absr }, ask) => {
      const [left, right] = [bsrp, absr].map((one) => readsOnStar(one, ask)) as [
        readonly string[],
        readonly string[],
      ];
      return unlike(
        sorted([
          ...left.filter((name) => !right.includes(name)),
          ...right.filter((name) => !left.includes(name)),
        ]),
        "eks:DescribeCluster",
      );
    },
  ],
  [
    "I38",
    "tasks are run and stopped alike by both",
    ({ bsrp, absr }, ask) => {
      const tasks = ["ecs:RunTask", "ecs:StartTask", "ecs:StopTask"];
      return ask.beyondIn(tasks, bsrp, absr) ?? ask.beyondIn(tasks, absr, bsrp);
    },
  ],
  [
    "I39",
    "both pass roles alike",
    ({ bsrp, absr }) =>
      unlike(
        withAction(bsrp, "iam:PassRole").map(bare).join(),
        withAction(absr, "iam:PassRole").map(bare).join(),
      ) && "iam:PassRole",
  ],
  [
    "I40",
    "both create service-linked roles alike",
    ({ bsrp, absr }) =>
      unlike(
        withAction(bsrp, "iam:CreateServiceLinkedRole").map(bare).join(),
        withAction(absr, "iam:CreateServiceLinkedRole").map(bare).join(),
      ) && "iam:CreateServiceLinkedRole",
  ],
  [
    "I41",
    "AWSBatchServiceRole tags strictly fewer resources of EC2",
    ({ bsrp, absr }, ask) =>
      ask.beyondIn(["ec2:CreateTags"], absr, bsrp) ??
      unless(ask.beyondIn(["ec2:CreateTags"], bsrp, absr) !== undefined, "ec2:CreateTags alike"),
  ],
  [
    "I42",
    "AWSBatchServiceRole tags strictly fewer resources of ECS",
    ({ bsrp, absr }, ask) =>
      ask.beyondIn(["ecs:TagResource"], absr, bsrp) ??
      unless(
        ask.beyondIn(["ecs:TagResource"], bsrp, absr) !== undefined &&
          !ask.allows(absr, "ecs:TagResource", ecs("task/AWSBatch-ce1/0123")),
        "ecs:TagResource alike",
      ),
  ],
  [
    "I43",
    "service-linked roles of Batch are for AWSBatchFullAccess alone",
    ({ bsrp, absr, fa }, ask) =>
      first([bsrp, absr], (one) =>
        ask.find(`roles of ${nameOf(one)} and ${nameOf(fa)}`, () =>
          inAll(forActions(["iam:CreateServiceLinkedRole"]), allowedBy(setOf(one)), allowedBy(setOf(fa))),
        ),
      ),
  ],
  [
    "I44",
    "what AWSBatchServiceRole and AWSBatchFullAccess both allow is in BatchServiceRolePolicy",
    ({ bsrp, absr, fa }, ask) =>
      ask.find(`${nameOf(absr)} and ${nameOf(fa)} - ${nameOf(bsrp)}`, () =>
        difference(inAll(allowedBy(setOf(absr)), allowedBy(setOf(fa))), allowedBy(setOf(bsrp))),
      ),
  ],
  [
    "I45",
    "one action is in BatchServiceRolePolicy and AWSBatchFullAccess, and not in AWSBatchServiceRole",
    ({ bsrp, absr, fa }, ask) =>
      unlike(
        sorted(
          namesIn(bsrp, absr)
            .split(" ")
            .filter((name) => ask.actionsOf(fa).includes(name)),
        ),
        "eks:DescribeCluster",
      ),
  ],
  [
    "I46",
    "the service policies pass roles to named services",
    ({ bsrp, absr }) =>
      first(
        [bsrp, absr].flatMap((one) => withAction(one, "iam:PassRole")),
        (one) => unless(hasKey(one, "iam:PassedToService"), one.pointer),
      ),
  ],
  [
    "I47",
    "AWSBatchFullAccess passes roles to named services",
    ({ fa }) =>
      first(withAction(fa, "iam:PassRole"), (one) => unless(hasKey(one, "iam:PassedToService"), one.pointer)),
  ],
  [
    "I48",
    "AWSBatchFullAccess names the roles that it passes",
    ({ fa }) =>
      first(withAction(fa, "iam:PassRole"), ({ resource, pointer }) => unless(!isStar(resource), pointer)),
  ],
  [
    "I49",
    "the service policies name the roles that they pass",
    ({ bsrp, absr }) =>
      first([bsrp, absr], (one) =>
        first(withAction(one, "iam:PassRole"), ({ resource, pointer }) =>
          unless(!isStar(resource), `${one.name}${pointer}`),
        ),
      ),
  ],
];
