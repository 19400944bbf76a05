import type { ManagedPolicyVersion } from "../../../policies/managed/managedPolicy.js";
import { allows } from "./batchAsker.js";
import {
  all,
  type BatchLaw,
  deadPairs,
  ec2,
  first,
  hasKey,
  iam,
  isStar,
  logs,
  outside,
  patternsOf,
  requestTag,
  resourcesOf,
  servicesOf,
  sorted,
  statementsOf,
  subsumed,
  unless,
  unlike,
  withAction,
} from "./batchStatements.js";

/** I50 to I67 of a careful reading of the three policies: what they grant. */
export const batchGrants: readonly BatchLaw[] = [
  [
    "I50",
    "AWSBatchFullAccess passes roles by path",
    ({ fa }, ask) => {
      const passes = (path: string) => ask.allows(fa, "iam:PassRole", iam(path));
      return unless(
        passes("role/AWSBatchJobRoleX/Admin") && !passes("role/team/AWSBatchJobRole"),
        "iam:PassRole",
      );
    },
  ],
  [
    "I51",
    "service-linked roles are created for named services",
    (t) =>
      first(
        all(t).flatMap((one) => withAction(one, "iam:CreateServiceLinkedRole")),
        (one) => unless(hasKey(one, "iam:AWSServiceName"), one.pointer),
      ),
  ],
  [
    "I52",
    "six actions of IAM are granted",
    (t) =>
      unlike(
        sorted(patternsOf(statementsOf(t)).filter((name) => name.startsWith("iam:"))),
        "iam:CreateServiceLinkedRole iam:GetInstanceProfile iam:GetRole iam:ListInstanceProfiles iam:ListRoles iam:PassRole",
      ),
  ],
  [
    "I53",
    "AWSBatchFullAccess grants all of Batch, and the others nothing",
    ({ bsrp, absr, fa }) =>
      first([bsrp, absr], (one) => patternsOf(allows(one)).find((name) => name.startsWith("batch:"))) ??
      unless(
        allows(fa).some(({ action, resource }) => action.patterns.includes("batch:*") && isStar(resource)),
        "batch:*",
      ),
  ],
  [
    "I54",
    "the services are these",
    (t) =>
      unlike(
        all(t).map(servicesOf).join("; "),
        "autoscaling ec2 ecs eks iam logs; autoscaling ec2 ecs iam logs; batch cloudwatch ec2 ecs eks iam logs",
      ),
  ],
  [
    "I55",
    "only AWSBatchFullAccess reads logs",
    ({ bsrp, absr, fa }, ask) =>
      first(["logs:GetLogEvents", "logs:FilterLogEvents"], (action) => {
        const reads = (one: ManagedPolicyVersion) =>
          ask.allows(one, action, logs("log-group:/any:log-stream:any")) ||
          ask.allows(one, action, logs("log-group:/any"));
        return unless(reads(fa) && !reads(bsrp) && !reads(absr), action);
      }),
  ],
  [
    "I56",
    "BatchServiceRolePolicy scales groups named after Batch, AWSBatchServiceRole any",
    ({ bsrp, absr }, ask) => {
      const group = (name: string) =>
        `arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:0:autoScalingGroupName/${name}`;
      const writes = patternsOf(allows(bsrp)).filter(
        (name) =>
          /^autoscaling:(?!Describe|CreateOrUpdateTags)/.test(name) && !/LaunchConfiguration/.test(name),
      );
      return writes.find(
        (action) =>
          !ask.allows(bsrp, action, group("AWSBatch-1")) ||
          ask.allows(bsrp, action, group("awsbatch-1")) ||
          !ask.allows(absr, action, group("any")),
      );
    },
  ],
  [
    "I57",
    "BatchServiceRolePolicy writes logs below a prefix",
    ({ bsrp }, ask) => {
      const makes = (group: string) => ask.allows(bsrp, "logs:CreateLogGroup", logs(`log-group:${group}`));
      const puts = (stream: string) =>
        ask.allows(bsrp, "logs:PutLogEvents", logs(`log-group:/aws/batch/job${stream}`));
      return unless(
        makes("/aws/batch/job") &&
          makes("/aws/batch/jobs-other") &&
          !makes("/aws/batch") &&
          puts(":log-stream:a") &&
          !puts(""),
        "logs:CreateLogGroup",
      );
    },
  ],
  [
    "I58",
    "instances run with the tag only, on all that they need",
    ({ bsrp }, ask) => {
      const needed = [
        "image/ami-0123456789abcdef0",
        "instance/i-0123456789abcdef0",
        "network-interface/eni-0123456789abcdef0",
        "security-group/sg-0123456789abcdef0",
        "subnet/subnet-0123456789abcdef0",
      ];
      const arnOf = (path: string) =>
        path.startsWith("image/") ? `arn:aws:ec2:us-east-1::${path}` : ec2(path);
      const runs = (path: string, context = {}) => ask.allows(bsrp, "ec2:RunInstances", arnOf(path), context);
      return needed.find(
        (path) => !runs(path, { [requestTag]: "a" }) || runs(path) !== !path.startsWith("instance/"),
      );
    },
  ],
  [
    "I59",
    "instances run in placement groups, capacity reservations and resource groups",
    ({ bsrp }, ask) =>
      [
        ec2("placement-group/a"),
        ec2("capacity-reservation/cr-1"),
        "arn:aws:resource-groups:us-east-1:111122223333:group/a",
      ].find((arn) => !ask.allows(bsrp, "ec2:RunInstances", arn)),
  ],
  [
    "I60",
    "only AWSBatchServiceRole runs instances with spot requests and licences",
    ({ bsrp, absr }, ask) =>
      [
        ec2("spot-instances-request/sir-1"),
        "arn:aws:license-manager:us-east-1:111122223333:license-configuration/lic-1",
      ].find(
        (arn) => ask.allows(bsrp, "ec2:RunInstances", arn) || !ask.allows(absr, "ec2:RunInstances", arn),
      ),
  ],
  [
    "I61",
    "every action works on the resources that it is granted on",
    (t, ask) => deadPairs(t, ask).split(" on ")[0] || undefined,
  ],
  [
    "I62",
    "five pairs of an action and a resource match no request",
    (t, ask) =>
      unlike(
        deadPairs(t, ask),
        "ecs:RunTask on cluster/AWSBatch* ecs:StartTask on cluster/AWSBatch* ecs:StopTask on cluster/AWSBatch* ecs:StopTask on task-definition/* iam:PassRole on instance-profile/ecsInstanceRole",
      ),
  ],
  [
    "I63",
    "every condition key is one that the action carries",
    (t, { reference }) =>
      first(statementsOf(t), ({ action, conditions }) =>
        action.patterns.find((name) => {
          const one = reference.action(name);
          if (one === undefined) return false;
          const keys = [
            ...one.conditionKeys,
            ...one.resourceTypes.flatMap(({ conditionKeys }) => conditionKeys),
          ];
          return !conditions.every(
            ({ key }) => keys.includes(key) || keys.includes(`${key.split("/")[0]!}/\${TagKey}`),
          );
        }),
      ),
  ],
  [
    "I64",
    "no grant of the service policies is contained in another",
    ({ bsrp, absr }, ask) => subsumed(bsrp, ask) || subsumed(absr, ask) || undefined,
  ],
  [
    "I65",
    "one grant of AWSBatchFullAccess is contained in another",
    ({ fa }, ask) => unlike(subsumed(fa, ask), "ecs:DescribeClusters of 1"),
  ],
  [
    "I66",
    "what names resources grants nothing in another partition",
    (t, ask) =>
      first(all(t), (one) =>
        unless(
          !ask.allows(
            one,
            "ecs:DeleteCluster",
            "arn:aws-cn:ecs:cn-north-1:111122223333:cluster/AWSBatch-1",
          ) || one === t.absr,
          one.name,
        ),
      ),
  ],
  [
    "I67",
    "AWSBatchFullAccess passes the roles that it names, one with a typo",
    ({ fa }, ask) =>
      outside(
        fa,
        {
          Effect: "Allow",
          Action: "iam:PassRole",
          Resource: withAction(fa, "iam:PassRole").flatMap(resourcesOf),
        },
        ask,
        "iam:PassRole",
      ) ??
      unless(
        ask.allows(fa, "iam:PassRole", iam("role/iaws-ec2-spot-fleet-role")) &&
          ask.allows(fa, "iam:PassRole", iam("role/aws-ec2-spot-fleet-role")),
        "iam:PassRole",
      ),
  ],
];
