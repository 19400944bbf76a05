import { expect } from "chai";
import { completeRequests } from "../../../harness/cells/completeRequests.js";
import { authorize } from "../../../policies/evaluate/authorize.js";
import { compile } from "../../../policies/evaluate/compile.js";
import { examplePrincipal } from "../../../policies/reference/exampleRole.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import { identitySet } from "../../generators/identitySet.js";

const team = { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" };

/** Conditions on the key of a policy variable, with which attribute-based access control is guarded. */
const guards: Readonly<Record<string, object>> = {
  "not empty": { StringEquals: team, StringNotEquals: { "aws:PrincipalTag/team": "" } },
  there: { StringEquals: team, Null: { "aws:PrincipalTag/team": "false" } },
  "like anything": { StringEquals: team, StringLike: { "aws:PrincipalTag/team": "*" } },
  "in a list": { StringEquals: { ...team, "aws:PrincipalTag/team": ["red", "blue"] } },
  "in a list, in another case": { StringEquals: { ...team, "AWS:principaltag/TEAM": ["red", "b*e"] } },
  "with a star": { StringEquals: { ...team, "aws:PrincipalTag/team": "b${*}e" } },
};

async function decided(Condition: object, without?: string) {
  const read = (condition: object) => {
    const Resource = "arn:aws:ec2:*:*:instance/*";
    return identitySet({ Effect: "Allow", Action: "ec2:StopInstances", Resource, Condition: condition });
  };
  const policies = read(Condition);
  const reference = await loadServiceReference();
  const { requests } = completeRequests(policies, { reference, principal: examplePrincipal });
  const dropped = Object.fromEntries(Object.entries(Condition).filter(([operator]) => operator !== without));
  const [one, other] = [compile(policies), compile(read(dropped))];
  return {
    allowed: requests.filter((request) => authorize(one, request) === "allowed"),
    noticing: requests.filter((request) => authorize(one, request) !== authorize(other, request)),
  };
}

describe("complete requests of a statement with conditions on the key of a policy variable", () => {
  for (const [name, condition] of Object.entries(guards)) {
    it(`have one that it allows: ${name}`, async () => {
      expect((await decided(condition)).allowed).not.to.deep.equal([]);
    });
  }

  it("notice that the guard is gone", async () => {
    const { noticing } = await decided(guards["not empty"]!, "StringNotEquals");
    expect(noticing.map(({ context }) => context)).to.deep.equal([
      { "aws:ResourceTag/team": "", "aws:PrincipalTag/team": "" },
    ]);
  });

  it("fill a variable in the name of a resource as its condition says", async () => {
    const Condition = { StringEquals: { "aws:username": "bob" } };
    const Resource = "arn:aws:s3:::home/${aws:username}/*";
    const policies = identitySet({ Effect: "Allow", Action: "s3:GetObject", Resource, Condition });
    const reference = await loadServiceReference();
    const { requests } = completeRequests(policies, { reference, principal: examplePrincipal });
    const allowed = requests.filter((request) => authorize(compile(policies), request) === "allowed");
    expect(allowed.map(({ resource }) => resource)).to.include("arn:aws:s3:::home/bob/example");
  });
});
