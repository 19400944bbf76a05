import { expect } from "chai";
import fc from "fast-check";
import { type RequestOptions, requestNear } from "../../generators/requestNear.js";
import { requestsNear } from "../../generators/requestsNear.js";
import { removesTags } from "../../generators/taggingActions.js";
import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import type { Request } from "../../policies/language/request.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { batchReference } from "./batchPolicies.js";
import { identitySet } from "./identitySet.js";
import { minimal } from "./minimal.js";

const stop = {
  Effect: "Allow",
  Action: "ecs:StopTask",
  Resource: "arn:aws:ecs:*:*:task/*",
  Condition: { StringEquals: { "aws:ResourceTag/team": "data" } },
};
const describe_ = { Effect: "Allow", Action: "ecs:Describe*", Resource: "*" };
const deny = {
  Effect: "Deny",
  Action: "ecs:*",
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const policies = identitySet(describe_, stop, deny);
const role = "arn:aws:iam::111122223333:role/example";

describe("the options of requestNear", () => {
  let reference: ServiceReference;
  before(async () => {
    reference = await batchReference();
  });
  const sample = (options: RequestOptions, numRuns = 400): readonly Request[] =>
    fc.sample(requestNear(policies, { reference, ...options }), { seed: 4, numRuns });

  describe("statementsOf", () => {
    const count = (requests: readonly Request[], pattern: RegExp) =>
      requests.filter(({ action }) => pattern.test(action)).length;

    it("aims at the statements of some policies alone, and mixes in the keys of the others", () => {
      const aimed = sample({ statementsOf: identitySet(stop) });
      expect(count(aimed, /^ecs:stoptask$/i)).to.be.above(250);
      expect(count(aimed, /^ecs:describe/i)).to.be.below(60);
      const keys = new Set(
        aimed.flatMap(({ context }) => Object.keys(context)).map((key) => key.toLowerCase()),
      );
      expect([...keys]).to.include.members(["aws:resourcetag/team", "aws:securetransport"]);
    });

    it("takes statements that the policies lack", () => {
      const aimed = sample({ statementsOf: identitySet({ ...describe_, Action: "logs:CreateLogGroup" }) });
      expect(count(aimed, /^logs:createloggroup$/i)).to.be.above(250);
    });

    it("holds for the requests that are listed in order", () => {
      const listed = requestsNear(policies, { reference, statementsOf: identitySet(stop), size: 20 });
      expect(count(listed, /^ecs:Describe/)).to.be.below(10);
    });
  });

  describe("values", () => {
    it("are the only ones that a key has, in any case, where it is there", () => {
      const requests = sample({
        values: { "AWS:resourcetag/TEAM": ["red", "blue"], "aws:SourceVpc": ["vpc-1"] },
      });
      const seen = (key: string) =>
        new Set(
          requests.flatMap(({ context }) =>
            Object.entries(context).flatMap(([name, value]) => (name.toLowerCase() === key ? [value] : [])),
          ),
        );
      expect([...seen("aws:resourcetag/team")]).to.have.members(["red", "blue"]);
      expect([...seen("aws:sourcevpc")]).to.deep.equal(["vpc-1"]);
    });

    it("are those of tags that only a list of tag keys names, too", () => {
      const Condition = { "ForAllValues:StringEquals": { "aws:TagKeys": ["team", "cost"] } };
      const tagging = identitySet({ Effect: "Allow", Action: "ec2:CreateTags", Resource: "*", Condition });
      const values = { "aws:RequestTag/team": ["data"] };
      const drawn = fc.sample(requestNear(tagging, { reference, values }), { seed: 1, numRuns: 300 });
      const listed = requestsNear(tagging, { reference, values, size: 300 });
      for (const requests of [drawn, listed]) {
        const seen = requests.flatMap(({ context }) => context["aws:RequestTag/team"] ?? []);
        expect(new Set(seen)).to.deep.equal(new Set(["data"]));
      }
    });

    it("leave requests without the key", () => {
      const requests = sample({ values: { "aws:ResourceTag/team": ["red"] } });
      const without = requests.filter(
        ({ context }) => !Object.keys(context).some((key) => /resourcetag/i.test(key)),
      );
      expect(without.length).to.be.within(100, 350);
    });
  });

  describe("wild", () => {
    it("is the share of requests that do not depend on the policies", () => {
      const isNear = ({ action }: Request) => /^ecs:/i.test(action);
      const share = (wild: number) => 1 - sample({ wild }, 1000).filter(isNear).length / 1000;
      expect(share(1)).to.be.above(0.8);
      expect(share(0.5) - share(0)).to.be.within(0.3, 0.6);
    });

    it("gives actions of every service, on ARNs of their types", () => {
      const requests = sample({ wild: 1 });
      expect(new Set(requests.map(({ action }) => action.split(":")[0])).size).to.equal(
        reference.services.length,
      );
      for (const { action, resource } of requests)
        if (/^ecs:StopTask$/.test(action)) expect(resource).to.match(/:task\//);
      expect(requests.filter(({ action }) => reference.action(action) === undefined)).to.deep.equal([]);
    });

    it("is in the account of the caller, as what is near", () => {
      const principal = "arn:aws:iam::999988887777:role/x";
      const accounts = sample({ wild: 1, principal }).map(({ resource }) => resource.split(":")[4] ?? "");
      expect(new Set(accounts)).to.include("999988887777").and.not.to.include("111122223333");
    });

    describe("with tags", () => {
      const isSet = (key: string) => /^aws:requesttag\//i.test(key);
      const isList = (key: string) => /^aws:tagkeys$/i.test(key);
      const tagsOf = ({ context }: Request) =>
        Object.keys(context)
          .filter(isSet)
          .map((key) => key.replace(/^[^/]*\//, ""));
      const keysOf = ({ context }: Request) =>
        Object.entries(context).flatMap(([key, value]) => (isList(key) ? value : []));
      /** The keys that the reference lists for an action. */
      const listed = ({ action }: Request) => {
        const known = reference.action(action)!;
        return [...known.conditionKeys, ...known.resourceTypes.flatMap(({ conditionKeys }) => conditionKeys)];
      };
      const tagging = (requests: readonly Request[]) =>
        requests.filter((one) => listed(one).some(isSet) && listed(one).some(isList));

      for (const universe of ["any", "typed"] as const) {
        it(`lists the keys of just the tags that are set, in the universe \`${universe}\``, () => {
          const setting = tagging(sample({ wild: 1, universe }, 2000)).filter(
            ({ action }) => !removesTags(action),
          );
          expect(setting.filter((one) => tagsOf(one).length > 0).length).to.be.above(100);
          for (const one of setting) expect(tagsOf(one), one.action).to.deep.equal(keysOf(one));
        });
      }

      it("sets none where tags are removed", () => {
        const removing = sample({ wild: 1 }, 4000).filter(({ action }) => removesTags(action));
        expect(removing.filter((one) => keysOf(one).length > 0).length).to.be.above(5);
        for (const one of removing) expect(tagsOf(one), one.action).to.deep.equal([]);
      });

      it("carries no tag keys where these are left out, and still tags", () => {
        const requests = sample({ wild: 1, omit: ["aws:TagKeys"] }, 1000);
        expect(requests.flatMap(keysOf)).to.deep.equal([]);
        expect(requests.flatMap(tagsOf)).not.to.deep.equal([]);
      });

      it("shrinks with both, or with neither", () => {
        const requests = requestNear(policies, { reference, wild: 1 });
        const found = minimal(requests, (one) => tagsOf(one).length > 0 && !removesTags(one.action));
        expect([Object.keys(found.context).length, tagsOf(found)]).to.deep.equal([2, keysOf(found)]);
      });
    });

    it("is not an option of what is listed in order", () => {
      const options = { wild: 1 } as RequestOptions;
      expect(() => requestsNear(policies, options)).to.throw(TypeError, "`wild`");
    });

    it("shrinks to what is near, where that fails too", () => {
      const found = minimal(requestNear(policies, { reference, wild: 1 }), () => true);
      expect(found.action).to.match(/^ecs:Describe/);
    });

    it("is refused where it is not a share", () => {
      for (const wild of [-1, 2, Number.NaN])
        expect(() => requestNear(policies, { wild })).to.throw(TypeError, "expected a number from 0 to 1");
    });
  });

  describe("a request of the user's own", () => {
    const own: Request = {
      principal: role,
      action: "ECS:stoptask",
      resource: "arn:aws:ecs:eu-west-3:444455556666:task/prod/0123456789abcdef",
      resourceAccount: "111122223333",
      context: {
        "AWS:ResourceTag/Team": "data",
        "aws:SourceIp": "192.0.2.1",
        "aws:CurrentTime": "2025-01-01T00:00:00Z",
      },
    };
    const shrunk = (fails: (request: Request) => boolean, request = own) =>
      fc.check(
        fc.property(requestNear(policies, { reference }), (one) => !fails(one)),
        { seed: 1, numRuns: 1, examples: [[request]] },
      ).counterexample?.[0];

    it("shrinks to a real action, a plain resource and the keys that it takes", () => {
      const compiled = compile(policies);
      const allowed = (request: Request) =>
        /^ecs:stoptask$/i.test(request.action) && authorize(compiled, request) === "allowed";
      expect(shrunk(allowed)).to.deep.equal({
        ...own,
        action: "ecs:StopTask",
        resource: "arn:aws:ecs:us-east-1:111122223333:task/example/example",
        context: { "aws:ResourceTag/team": "data" },
      });
    });

    it("shrinks to a real action where no statement covers it", () => {
      const compiled = compile(policies);
      const denied = (request: Request) =>
        authorize(compiled, request) === "implicitDeny" &&
        !/^ecs:(?:describe|stoptask$)/i.test(request.action);
      const found = shrunk(denied, { ...own, action: "ecs:StopTaskx", resource: "not an ARN" });
      expect(reference.action(found!.action), found!.action).not.to.equal(undefined);
      expect(found!.resource).to.match(/^arn:aws:ecs:us-east-1:111122223333:|^\*$/);
      expect(found!.context).to.deep.equal({});
    });

    it("keeps an action that no simpler one can replace, on a plain resource of its type", () => {
      const isRun = ({ action }: Request) => action === "ecs:RegisterTaskDefinition";
      const found = shrunk(isRun, { ...own, action: "ecs:RegisterTaskDefinition" });
      const { resource, context } = found!;
      expect({ resource, context }).to.deep.equal({
        resource: "arn:aws:ecs:us-east-1:111122223333:task-definition/example:example",
        context: {},
      });
    });
  });

  it("read an escaped wildcard as the character", () => {
    const escaped = identitySet({
      ...describe_,
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::b/${*}/x*",
      Condition: { StringLike: { "s3:prefix": "a${?}*" }, StringEquals: { "aws:username": "u${$}" } },
    });
    const requests = fc.sample(requestNear(escaped), { seed: 1, numRuns: 300 });
    const compiled = compile(escaped);
    const allowed = requests.filter((request) => authorize(compiled, request) === "allowed");
    expect(allowed.length).to.be.above(90);
    for (const { resource } of allowed) expect(resource).to.match(/^arn:aws:s3:::b\/\*\/x/);
  });
});
