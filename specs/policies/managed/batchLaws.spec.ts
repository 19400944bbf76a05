import { expect } from "chai";
import { findManagedPolicy } from "../../../policies/managed/findManagedPolicy.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import { conditionLines, type LooseDocument, type LooseStatement, listed } from "./grantLines.js";

interface Documents {
  /** BatchServiceRolePolicy */
  readonly linked: LooseDocument;
  /** AWSBatchServiceRole */
  readonly service: LooseDocument;
  /** AWSBatchFullAccess */
  readonly full: LooseDocument;
  readonly reference: ServiceReference;
}

interface Law {
  readonly id: string;
  readonly law: string;
  readonly holds: (documents: Documents) => boolean;
  /** for the versions AWS prints; @defaultValue true */
  readonly printed?: boolean;
  /** with BatchServiceRolePolicy v8; @defaultValue true */
  readonly newest?: boolean;
}

const all = ({ linked, service, full }: Documents): readonly LooseDocument[] => [linked, service, full];
const statements = (documents: Documents): readonly LooseStatement[] =>
  all(documents).flatMap((d) => d.Statement);
const actions = (document: LooseDocument): readonly string[] =>
  document.Statement.flatMap(({ Action }) => listed(Action));
const sids = (document: LooseDocument): readonly (string | undefined)[] =>
  document.Statement.map(({ Sid }) => Sid);
const numbered = (document: LooseDocument): boolean =>
  sids(document).every((sid, index) => sid === `AWSBatchPolicyStatement${index + 1}`);
const prefixes = (document: LooseDocument): readonly string[] =>
  actions(document).map((action) => action.split(":")[0]!);
const guarded = ({ linked }: Documents): readonly LooseStatement[] =>
  linked.Statement.filter(({ Condition }) => Condition?.["Null"] !== undefined);
const linkedServices = (document: LooseDocument): readonly string[] =>
  document.Statement.filter(({ Action }) => listed(Action).includes("iam:CreateServiceLinkedRole")).flatMap(
    conditionLines,
  );
const same = (found: readonly string[], expected: string): boolean =>
  [...new Set(found)].toSorted().join(" ") === expected.split(" ").toSorted().join(" ");

const laws: readonly Law[] = [
  {
    id: "I01",
    law: "each document has exactly Version, which is 2012-10-17, and Statement",
    holds: (docs) =>
      all(docs).every((d) => same(Object.keys(d), "Version Statement") && d.Version === "2012-10-17"),
  },
  {
    id: "I02",
    law: "every statement allows, and none uses NotAction, NotResource, Principal or NotPrincipal",
    holds: (docs) =>
      statements(docs).every(
        (s) =>
          s.Effect === "Allow" &&
          !["NotAction", "NotResource", "Principal", "NotPrincipal"].some((e) => e in s),
      ),
  },
  {
    id: "I03",
    law: "there are 17, 5 and 3 statements",
    holds: (docs) =>
      all(docs)
        .map((d) => d.Statement.length)
        .join() === "17,5,3",
    newest: false,
  },
  {
    id: "I04",
    law: "BatchServiceRolePolicy numbers its statements",
    holds: ({ linked }) => numbered(linked),
  },
  { id: "I05", law: "AWSBatchServiceRole numbers its statements", holds: ({ service }) => numbered(service) },
  {
    id: "I06",
    law: "AWSBatchFullAccess has no statement id",
    holds: ({ full }) => sids(full).every((sid) => sid === undefined),
  },
  {
    id: "I07",
    law: "the two service policies share no statement id",
    holds: ({ linked, service }) => !sids(linked).some((sid) => sids(service).includes(sid)),
    printed: false,
    newest: false,
  },
  {
    id: "I08",
    law: "the condition operators in use are StringEquals and Null",
    holds: (docs) =>
      same(
        statements(docs).flatMap(({ Condition = {} }) => Object.keys(Condition)),
        "StringEquals Null",
      ),
  },
  {
    id: "I09",
    law: "five condition keys are in use",
    holds: (docs) =>
      same(
        statements(docs).flatMap(({ Condition = {} }) =>
          Object.values(Condition).flatMap((keys) => Object.keys(keys)),
        ),
        "aws:RequestTag/AWSBatchServiceTag aws:ResourceTag/AWSBatchServiceTag iam:PassedToService iam:AWSServiceName ec2:CreateAction",
      ),
  },
  {
    id: "I10",
    law: "every Null value is the string false",
    holds: (docs) =>
      statements(docs).every(({ Condition }) =>
        Object.values(Condition?.["Null"] ?? {}).every((v) => v === "false"),
      ),
  },
  {
    id: "I11",
    law: "a Condition has one operator at most, and an operator one key",
    holds: (docs) =>
      statements(docs).every(({ Condition = {} }) =>
        [Condition, ...Object.values(Condition)].every((block) => Object.keys(block).length <= 1),
      ),
  },
  {
    id: "I12",
    law: "no policy variable and no ? occurs",
    holds: (docs) => all(docs).every((d) => !/\$\{|\?/.test(JSON.stringify(d))),
  },
  {
    id: "I13",
    law: "wildcard actions are five, all in AWSBatchFullAccess",
    holds: ({ linked, service, full }) =>
      same(
        actions(full).filter((action) => action.includes("*")),
        "batch:* ecs:Describe* ecs:List* logs:Describe* logs:Get*",
      ) && ![...actions(linked), ...actions(service)].some((action) => action.includes("*")),
  },
  {
    id: "I14",
    law: "no statement lists an action twice",
    holds: (docs) =>
      statements(docs).every(({ Action }) => {
        const folded = listed(Action).map((action) => action.toLowerCase());
        return new Set(folded).size === folded.length;
      }),
  },
  {
    id: "I15",
    law: "every action without a wildcard exists in the service reference, in this casing",
    holds: (docs) =>
      all(docs)
        .flatMap(actions)
        .filter((action) => !action.includes("*"))
        .every((action) => docs.reference.action(action)?.name === action),
  },
  {
    id: "I16",
    law: "every resource is * or an ARN of six fields in partition aws",
    holds: (docs) =>
      statements(docs)
        .flatMap(({ Resource }) => listed(Resource))
        .every((resource) => resource === "*" || /^arn:aws(:[^:]*){3}:./.test(resource)),
  },
  {
    id: "I17",
    law: "each document fits a customer managed policy: 6,144 characters without whitespace",
    holds: (docs) => all(docs).every((d) => JSON.stringify(d).replace(/\s/g, "").length <= 6144),
  },
  {
    id: "I18",
    law: "BatchServiceRolePolicy has five tag-guarded statements with nine actions",
    holds: (docs) =>
      guarded(docs).length === 5 &&
      same(
        guarded(docs).flatMap(({ Action }) => listed(Action)),
        "autoscaling:CreateOrUpdateTags ec2:CancelSpotFleetRequests ec2:CreateLaunchTemplate ec2:DeleteLaunchTemplate " +
          "ec2:ModifySpotFleetRequest ec2:RunInstances ec2:TerminateInstances ecs:CreateCluster ecs:RegisterTaskDefinition",
      ),
  },
  {
    id: "I43",
    law: "AWSBatchFullAccess creates the service-linked role of no service that the other two name",
    holds: ({ linked, service, full }) =>
      same(linkedServices(full), "iam:AWSServiceName=batch.amazonaws.com") &&
      ![...linkedServices(linked), ...linkedServices(service)].some((line) =>
        linkedServices(full).includes(line),
      ),
  },
  {
    id: "I52",
    law: "the iam actions granted are PassRole, CreateServiceLinkedRole and four that read",
    holds: (docs) =>
      same(
        all(docs)
          .flatMap(actions)
          .filter((action) => action.startsWith("iam:")),
        "iam:PassRole iam:CreateServiceLinkedRole iam:GetRole iam:GetInstanceProfile iam:ListRoles iam:ListInstanceProfiles",
      ),
  },
  {
    id: "I53",
    law: "AWSBatchFullAccess grants all of batch on *, the other two nothing of it",
    holds: ({ linked, service, full }) =>
      full.Statement.some(
        (s) => listed(s.Action).includes("batch:*") && s.Resource === "*" && !s.Condition,
      ) && ![...prefixes(linked), ...prefixes(service)].includes("batch"),
  },
  {
    id: "I54",
    law: "each policy keeps to its services",
    holds: ({ linked, service, full }) =>
      same(prefixes(linked), "autoscaling ec2 ecs eks iam logs") &&
      same(prefixes(service), "autoscaling ec2 ecs iam logs") &&
      same(prefixes(full), "batch cloudwatch ec2 ecs eks iam logs"),
  },
];

const readings = [
  { title: "as AWS prints them", linked: "v7", expected: (law: Law) => law.printed ?? true },
  { title: "with BatchServiceRolePolicy v8", linked: "v8", expected: (law: Law) => law.newest ?? true },
];

for (const { title, linked, expected } of readings) {
  describe(`the wording of the Batch policies ${title}`, () => {
    let documents: Documents;
    before(async () => {
      const json = (name: string, version: string) =>
        JSON.parse(findManagedPolicy(name, version)!.text) as LooseDocument;
      documents = {
        linked: json("BatchServiceRolePolicy", linked),
        service: json("AWSBatchServiceRole", "v13"),
        full: json("AWSBatchFullAccess", "v7"),
        reference: await loadServiceReference([
          "autoscaling",
          "batch",
          "cloudwatch",
          "ec2",
          "ecs",
          "eks",
          "iam",
          "logs",
        ]),
      };
    });

    for (const law of laws) {
      it(`${law.id} ${expected(law) ? "" : "it is false that "}${law.law}`, () => {
        expect(law.holds(documents)).to.equal(expected(law));
      });
    }
  });
}
