import { expect } from "chai";
import type { PolicyDocument } from "../../../policies/language/policyDocument.js";
import type { PolicySet } from "../../../policies/language/policySet.js";
import type { Request } from "../../../policies/language/request.js";
import batchVersions from "../../../policies/managed/batchVersions.json" with { type: "json" };
import { accessOf } from "../../../policies/prove/accessOf.js";
import { differencesByAction } from "../../../policies/prove/actions/differencesByAction.js";
import { checkCertificate } from "../../../policies/prove/certificate/checkCertificate.js";
import { findRequest } from "../../../policies/prove/findRequest.js";
import { prove } from "../../../policies/prove/prove.js";
import { type Access, difference } from "../../../policies/prove/question/access.js";
import { relate, relateAccess } from "../../../policies/prove/relate.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import { batchPolicies } from "../../generators/batchPolicies.js";
import { allowing } from "./policySets.js";

interface Version {
  readonly name: string;
  readonly document: PolicyDocument;
  readonly set: PolicySet;
}

/** The versions that our own table of dates has: what is said here of every pair is not so of earlier ones. */
const versionsOf = (name: keyof typeof batchVersions): readonly Version[] =>
  batchPolicies
    .find((policy) => policy.name === name)!
    .versions.filter(({ version }) => version in batchVersions[name].dates)
    .map(({ version, document }) => ({
      name: `${name}@${version}`,
      document,
      set: { identity: [{ source: `${name}@${version}`, document }] },
    }));

const linked = versionsOf("BatchServiceRolePolicy");
const service = versionsOf("AWSBatchServiceRole");
const full = versionsOf("AWSBatchFullAccess");
const printed = { linked: linked[6]!.set, service: service.at(-1)!.set, full: full.at(-1)!.set };

/** The statements that ask for the guard tag. */
function guarded({ name, document }: Version): PolicySet {
  const statements = document.statements.filter(({ conditions }) =>
    conditions.some(({ operator }) => operator.name === "Null"),
  );
  return { identity: [{ source: `${name}, guarded`, document: { ...document, statements } }] };
}

const guardedActions = [
  "autoscaling:CreateOrUpdateTags",
  "ec2:CancelSpotFleetRequests",
  "ec2:CreateLaunchTemplate",
  "ec2:DeleteLaunchTemplate",
  "ec2:ModifySpotFleetRequest",
  "ec2:RunInstances",
  "ec2:TerminateInstances",
  "ecs:CreateCluster",
  "ecs:RegisterTaskDefinition",
];

const among = (actions: readonly string[], policies: PolicySet): Access => ({
  kind: "both",
  parts: [
    { kind: "actions", patterns: actions, except: [] },
    { kind: "of", policies },
  ],
});

const pairs = linked.flatMap((one) => service.map((other) => ({ one, other })));

describe("the Batch policies, for all requests and in every pair of versions", function () {
  this.timeout(60_000);
  let reference: ServiceReference;

  before(async () => {
    const services = ["autoscaling", "batch", "cloudwatch", "ec2", "ecs", "eks", "iam", "logs"];
    reference = await loadServiceReference(services);
  });

  it("I19: the tag-guarded statements of the service-linked policy lie within the service role", () => {
    for (const { one, other } of pairs) {
      const verdict = prove(guarded(one), other.set);
      expect(verdict.verdict, `${one.name} in ${other.name}`).to.equal("proved");
      const access = difference({ kind: "of", policies: guarded(one) }, { kind: "of", policies: other.set });
      if (verdict.verdict === "proved") expect(checkCertificate(access, verdict.certificate)).to.equal(true);
    }
  });

  it("I20: strictly, action by action: without the tag only the service role allows it", () => {
    for (const { one, other } of pairs) {
      for (const action of guardedActions) {
        const relation = relateAccess(among([action], guarded(one)), among([action], other.set), {});
        expect(relation.relation, `${action} of ${one.name}`).to.equal("subset");
        const wider = findRequest(difference(among([action], other.set), { kind: "of", policies: one.set }));
        expect(wider.kind === "found" && Object.keys(wider.witness.context)).to.deep.equal([]);
      }
    }
  });

  it("I21: full access allows none of the guarded actions", () => {
    for (const { set } of full) expect(findRequest(among(guardedActions, set)).kind).to.equal("empty");
  });

  it("I30, I32: neither of the service policies lies within the other", () => {
    for (const { one, other } of pairs) expect(relate(one.set, other.set).relation).to.equal("incomparable");
  });

  it("I31: the service role lacks exactly three actions, in whole or in part", () => {
    const lost = differencesByAction(printed.linked, printed.service)
      .filter((one) => one.lost !== undefined)
      .map(({ action, change }) => `${action} ${change}`);
    expect(lost).to.deep.equal([
      "ec2:CreateTags narrowed",
      "ecs:TagResource narrowed",
      "eks:DescribeCluster removed",
    ]);
  });

  it("reports all actions that the service role is wider in, with a typed witness where there is one", () => {
    const gained = differencesByAction(printed.linked, printed.service, { reference }).filter(
      (one) => one.gained !== undefined,
    );
    expect(gained).to.have.length(27);
    expect(gained.filter(({ change }) => change === "added").map(({ action }) => action)).to.deep.equal([
      "ecs:UpdateContainerAgent",
    ]);
    const untyped = gained.filter(({ universe }) => universe === "any").map(({ action }) => action);
    expect(untyped).to.deep.equal(["ecs:RunTask", "ecs:StartTask", "ecs:StopTask"]);
    const guard = gained.find(({ action }) => action === "ec2:TerminateInstances")!;
    expect(guard.gained).to.deep.equal({
      principal: "arn:aws:iam::111122223333:role/example",
      action: "ec2:TerminateInstances",
      resource: "arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0",
      resourceAccount: "111122223333",
      context: {},
    } satisfies Request);
  });

  it("I33: full access and the service policies are incomparable", () => {
    for (const { set } of full) {
      for (const other of [...linked, ...service]) {
        expect(relate(set, other.set).relation, other.name).to.equal("incomparable");
      }
    }
  });

  it("I34: what the event target role allows lies within full access", () => {
    const eventTarget = allowing({ Action: "batch:SubmitJob" });
    for (const { set } of full) expect(relate(eventTarget, set).relation).to.equal("subset");
  });

  it("I38: of RunTask, StartTask and StopTask both allow the same typed requests", () => {
    const actions = ["ecs:RunTask", "ecs:StartTask", "ecs:StopTask"];
    const [left, right] = [printed.linked, printed.service].map((set) => among(actions, set));
    const options = { universe: "typed", reference } as const;
    const relation = relateAccess(left!, right!, options);
    expect(relation.relation).to.equal("equal");
    if (relation.backward.verdict === "proved") {
      const access = difference(right!, left!);
      expect(checkCertificate(access, relation.backward.certificate, options)).to.equal(true);
      expect(checkCertificate(access, relation.backward.certificate)).to.equal(false);
    }
    expect(relateAccess(left!, right!, {}).relation).to.equal("subset");
  });

  it("I41, I42: the tagging grants of the service role lie strictly within the other's", () => {
    for (const { one, other } of pairs.filter(({ other }) => !/@v(?:9|10)$/.test(other.name))) {
      for (const action of ["ec2:CreateTags", "ecs:TagResource"]) {
        const relation = relateAccess(among([action], other.set), among([action], one.set), {});
        expect(relation.relation, `${action} of ${other.name}`).to.equal("subset");
      }
    }
  });

  it("I44: the service-linked policy allows everything that the service role and full access both allow", () => {
    for (const { one, other } of pairs) {
      for (const { set } of full) {
        const common = accessOf(other.set).intersect(accessOf(set));
        expect(common.isSubsetOf(accessOf(one.set)).verdict, `${one.name} ${other.name}`).to.equal("proved");
      }
    }
  });

  it("I68: permissions only grow: the only containments are of older versions in newer ones", () => {
    const all = [...linked, ...service, ...full];
    const contained = all.flatMap((one) =>
      all
        .filter((other) => one !== other && prove(one.set, other.set).verdict === "proved")
        .map((other) => [one, other]),
    );
    const grown = [linked, service, full].flatMap((versions) =>
      versions.flatMap((one, at) => versions.slice(at + 1).map((other) => [one, other])),
    );
    const names = (rows: readonly (readonly Version[])[]) =>
      rows.map(([one, other]) => `${one!.name} ${other!.name}`);
    expect(names(contained)).to.have.members(names(grown));
    expect(grown).to.have.length(41);
  });
});
