import { expect } from "chai";
import type { ManagedPolicyVersion } from "../../../policies/managed/managedPolicy.js";
import { batchPolicies, batchReference } from "../../generators/batchPolicies.js";
import { allows, BatchAsker, guardedOf, type Triple } from "./batchAsker.js";
import { batchForm } from "./batchForm.js";
import { batchGrants } from "./batchGrants.js";
import { batchGuards } from "./batchGuards.js";
import { batchRelations } from "./batchRelations.js";

interface Truth {
  /** for the versions that AWS's page prints, v7, v13 and v7: what breaks the law, if anything */
  readonly seed: "holds" | { readonly broken: string };
  /** versions for which it is otherwise, each with the printed ones of the other policies */
  readonly otherwise?: { readonly bsrp?: string; readonly absr?: string; readonly fa?: string };
}

/** The laws that do not hold of all versions. */
const truths: Readonly<Record<string, Truth>> = {
  I03: {
    seed: "holds",
    otherwise: { bsrp: "v1 v8", absr: "v1 v2 v3 v4 v5 v6 v7 v8 v9 v10", fa: "v1 v2 v3 v4 v5" },
  },
  I04: { seed: "holds", otherwise: { bsrp: "v1 v2 v3 v4 v5 v6" } },
  I05: { seed: "holds", otherwise: { absr: "v1 v2 v3 v4 v5 v6 v7 v8 v9 v10 v11 v12" } },
  I07: {
    seed: { broken: "AWSBatchPolicyStatement1" },
    otherwise: { bsrp: "v1 v2 v3 v4 v5 v6", absr: "v1 v2 v3 v4 v5 v6 v7 v8 v9 v10 v11 v12" },
  },
  I08: { seed: "holds", otherwise: { absr: "v5" } },
  I15: { seed: "holds", otherwise: { absr: "v1 v2 v3" } },
  I19: { seed: "holds", otherwise: { absr: "v1 v2 v3 v4 v5 v6 v7 v8" } },
  I20: { seed: "holds", otherwise: { absr: "v1 v2 v3 v4 v5 v6 v7 v8" } },
  I27: { seed: { broken: "ec2:RequestSpotFleet ecs:DeregisterTaskDefinition ecs:TagResource" } },
  I30: { seed: { broken: "ec2:CreateTags" } },
  I31: {
    seed: "holds",
    otherwise: { bsrp: "v1 v2 v3 v4 v5 v8", absr: "v1 v2 v3 v4 v5 v6 v7 v8 v9 v10 v11 v12" },
  },
  I32: { seed: { broken: "ec2:RunInstances" } },
  I35: { seed: "holds", otherwise: { bsrp: "v1 v2 v3 v4 v5 v6", absr: "v1 v2 v3 v14" } },
  I36: {
    seed: "holds",
    otherwise: { bsrp: "v1 v2 v3 v4 v5 v8", absr: "v1 v2 v3 v4 v5 v6 v7 v8 v9 v10 v11 v12" },
  },
  I37: {
    seed: "holds",
    otherwise: { bsrp: "v1 v2 v3 v4 v5 v6 v8", absr: "v1 v2 v3 v4 v5 v6 v7 v8 v9 v10 v11 v12" },
  },
  I38: { seed: "holds", otherwise: { absr: "v1" } },
  I39: { seed: "holds", otherwise: { bsrp: "v8", absr: "v1 v2 v3 v4 v5 v6 v7 v8 v9" } },
  I40: { seed: "holds", otherwise: { bsrp: "v8", absr: "v1 v2 v3 v4 v5 v6 v7" } },
  I44: { seed: "holds", otherwise: { absr: "v1 v2 v3 v4 v5" } },
  I45: {
    seed: "holds",
    otherwise: { bsrp: "v1 v2 v3 v4 v5 v8", absr: "v1 v2 v3 v4 v5 v6 v7 v8 v9 v10", fa: "v1 v2 v3 v4 v5 v6" },
  },
  I46: { seed: "holds", otherwise: { absr: "v1 v2 v3 v4 v5" } },
  I47: { seed: { broken: "/Statement/1" } },
  I49: { seed: { broken: "BatchServiceRolePolicy/Statement/4" } },
  I54: { seed: "holds", otherwise: { bsrp: "v1 v2 v3 v4 v5", fa: "v1 v2 v3 v4 v5 v6" } },
  I56: { seed: "holds", otherwise: { absr: "v1" } },
  I57: { seed: "holds", otherwise: { bsrp: "v1" } },
  I59: { seed: "holds", otherwise: { bsrp: "v1 v2 v3 v4" } },
  I60: { seed: "holds", otherwise: { absr: "v1 v2 v3 v4 v5 v6" } },
  I61: { seed: { broken: "ecs:RunTask" } },
  I62: { seed: "holds", otherwise: { fa: "v1 v2 v3" } },
  I64: { seed: "holds", otherwise: { bsrp: "v8" } },
  I67: { seed: "holds", otherwise: { fa: "v1" } },
};

describe("the laws of the three policies of AWS Batch, in every version", () => {
  const [serviceLinked, serviceRole, fullAccess] = batchPolicies.map(({ versions }) => versions);
  const version = (versions: readonly ManagedPolicyVersion[] | undefined, name: string) =>
    versions!.find((one) => one.version === name)!;
  const seed: Triple = {
    bsrp: version(serviceLinked, "v7"),
    absr: version(serviceRole, "v13"),
    fa: version(fullAccess, "v7"),
  };
  const triples = [
    ...serviceLinked!.map((bsrp) => ({ name: "bsrp", at: bsrp.version, triple: { ...seed, bsrp } })),
    ...serviceRole!.map((absr) => ({ name: "absr", at: absr.version, triple: { ...seed, absr } })),
    ...fullAccess!.map((fa) => ({ name: "fa", at: fa.version, triple: { ...seed, fa } })),
  ] as const;
  let ask: BatchAsker;
  before(async () => {
    ask = new BatchAsker(await batchReference());
  });

  for (const [id, law, broken] of [...batchForm, ...batchGuards, ...batchRelations, ...batchGrants]) {
    const { seed: printed, otherwise = {} }: Truth = truths[id] ?? { seed: "holds" };
    it(`${id}: ${law}${printed === "holds" ? "" : ", which is not so"}`, () => {
      expect(broken(seed, ask)).to.equal(printed === "holds" ? undefined : printed.broken);
      const other = { bsrp: "", absr: "", fa: "", ...otherwise };
      for (const { name, at, triple } of triples) {
        const isOther = other[name as keyof typeof other].split(" ").includes(at);
        expect([name, at, broken(triple, ask) === undefined]).to.deep.equal([
          name,
          at,
          (printed === "holds") !== isOther,
        ]);
      }
    });
  }

  const pairs = batchPolicies.flatMap(({ versions }) =>
    versions.slice(1).map((newer, at) => [versions[at]!, newer] as const),
  );
  it("I68: permissions grow from version to version, but for some before the page begins", () => {
    const shrinking = pairs.filter(([older, newer]) => ask.beyond(older, newer) !== undefined);
    expect(shrinking.map(([, { name, version: at }]) => `${name}@${at}`)).to.deep.equal([
      "AWSBatchServiceRole@v2",
      "AWSBatchServiceRole@v4",
      "AWSBatchServiceRole@v6",
    ]);
    const alike = pairs.filter(([older, newer]) => ask.beyond(newer, older) === undefined);
    expect(alike.map(([, { name, version: at }]) => `${name}@${at}`)).to.deep.equal([] as string[]);
  });

  it("I69: the tag-guarded part is one and the same in all versions", () => {
    const parts = serviceLinked!.map((one) =>
      JSON.stringify(
        guardedOf(one).map(({ action, resource, conditions }) => ({ action, resource, conditions })),
      ),
    );
    expect(new Set(parts).size).to.equal(1);
  });

  it("I70: no version is missing", () => {
    for (const { versions } of batchPolicies) {
      expect(versions.map((one) => one.version)).to.deep.equal(versions.map((_, at) => `v${at + 1}`));
      expect(versions.every((one) => allows(one).length > 0)).to.equal(true);
    }
  });
});
