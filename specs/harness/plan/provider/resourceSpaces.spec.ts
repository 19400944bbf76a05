import { expect } from "chai";
import cloudControlRows from "../../../../harness/plan/provider/cloudControlAttributes.json" with {
  type: "json",
};
import impliedRows from "../../../../harness/plan/provider/impliedStatements.json" with { type: "json" };
import policyRows from "../../../../harness/plan/provider/policyAttributes.json" with { type: "json" };
import { resourceSpaceOf } from "../../../../harness/plan/provider/resourceSpaceOf.js";
import spaceRows from "../../../../harness/plan/provider/resourceSpaces.json" with { type: "json" };

const places = ["partition", "region", "account"];
const holders = [...policyRows, ...cloudControlRows].filter(({ kind }) =>
  ["resource", "trust"].includes(kind),
);
const implying = impliedRows.filter((row) => row.actions !== undefined);
const types = new Set([...holders, ...implying].map(({ type }) => type));

describe("the ARN spaces of resource policies", () => {
  it("are stated once for each type that holds a resource policy or a trust policy, and for no other", () => {
    expect(spaceRows.map(({ type }) => type).toSorted()).to.deep.equal([...types].toSorted());
  });

  for (const type of types) {
    it(`are complete for ${type}`, () => {
      const space = resourceSpaceOf(type)!;
      if ("none" in space) {
        expect(space.none).to.match(/^[a-z].*[^.]$/);
        return;
      }
      const { arns, actions, named, defaults = {}, match = {} } = space;
      expect(actions.every((action) => /^[a-z0-9-]+:(?:\*|[A-Z]\w+)$/.test(action))).to.equal(true);
      const wanted = arns.flatMap((arn) => [...arn.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!));
      expect(wanted.filter((name) => ![...places, "arn", "tail"].includes(name))).to.deep.equal([]);
      const rows = [...holders, ...implying].filter((row) => row.type === type);
      const isApart = rows.some((row) => "holder" in row && row.holder !== undefined);
      // a policy that is a separate resource must be found where the plan lacks what it is on
      expect(named !== undefined, "named").to.equal(
        (isApart && arns.some((arn) => arn.includes("{arn}"))) || named !== undefined,
      );
      const parts = [...(named ?? "").matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
      expect(Object.keys(defaults).every((name) => parts.includes(name))).to.equal(true);
      for (const pattern of Object.values(match)) expect(() => new RegExp(pattern)).not.to.throw();
    });
  }
});
