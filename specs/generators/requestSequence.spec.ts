import { expect } from "chai";
import fc from "fast-check";
import { playSequence, type RequestSequence } from "../../generators/playSequence.js";
import { requestSequence } from "../../generators/requestSequence.js";
import { removesTags } from "../../generators/taggingActions.js";
import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { arbitraryLaws } from "./arbitraryLaws.js";
import { batchReference } from "./batchPolicies.js";
import { identitySet } from "./identitySet.js";
import { minimal } from "./minimal.js";

const guarded = {
  Effect: "Allow",
  Action: "ec2:TerminateInstances",
  Resource: "*",
  Condition: { StringEquals: { "aws:ResourceTag/team": "ops" } },
};
const tagging = { Effect: "Allow", Action: "ec2:CreateTags", Resource: "arn:aws:ec2:*:*:instance/*" };
const policies = identitySet(tagging, guarded);

const object = {
  principal: "arn:aws:iam::111122223333:role/example",
  resource: "arn:aws:s3:::bucket/key",
  resourceAccount: "111122223333",
};

const lastIsAllowed = (set: typeof policies) => {
  const compiled = compile(set);
  return (sequence: RequestSequence) =>
    playSequence(sequence, (request) => authorize(compiled, request) === "allowed").at(-1)?.isAllowed ===
    true;
};

describe("requestSequence", () => {
  let reference: ServiceReference;
  before(async () => {
    reference = await batchReference();
  });

  arbitraryLaws<RequestSequence>({
    arbitrary: requestSequence(policies),
    wellFormed: ({ requests }) => new Set(requests.map(({ resource }) => resource)).size === 1,
    size: ({ requests }) => requests.length,
    simplest: {
      tags: {},
      requests: [
        {
          principal: "arn:aws:iam::111122223333:role/example",
          action: "ec2:CreateTags",
          resource: "arn:aws:ec2:us-east-1:111122223333:instance/example",
          resourceAccount: "111122223333",
          context: {},
        },
      ],
      keys: ["aws:ResourceTag"],
    },
    reaches: {
      "three requests": ({ requests }) => requests.length === 3,
      "tags to begin with": ({ tags }) => tags["team"] === "ops",
      "a tag that is removed": ({ requests }) => requests.some(({ action }) => action === "ec2:DeleteTags"),
    },
  });

  it("sets no tag by an action that removes all of them", async () => {
    const reads = { ...guarded, Action: "s3:GetObject" };
    const removing = identitySet({ ...tagging, Action: "s3:DeleteObjectTagging", Resource: "*" }, reads);
    const s3 = await loadServiceReference(["s3"]);
    const isRead = ({ requests, tags }: RequestSequence) =>
      tags["team"] !== "ops" && requests.at(-1)?.action === "s3:GetObject";
    const reading = lastIsAllowed(removing);
    const law = fc.property(
      requestSequence(removing, { reference: s3 }),
      (one) => !(isRead(one) && reading(one)),
    );
    fc.assert(law, { seed: 1, numRuns: 2000 });
  });

  it("finds the caller who tags an instance, and may then terminate it", () => {
    const terminates = lastIsAllowed(policies);
    const found = minimal(
      requestSequence(policies, { reference }),
      (sequence) =>
        Object.keys(sequence.tags).length === 0 &&
        sequence.requests.at(-1)?.action === "ec2:TerminateInstances" &&
        terminates(sequence),
    );
    expect(found.requests.map(({ action, context }) => ({ action, context }))).to.deep.equal([
      {
        action: "ec2:CreateTags",
        context: { "aws:RequestTag/team": "ops" },
      },
      { action: "ec2:TerminateInstances", context: {} },
    ]);
    expect(found.requests[0]!.resource).to.equal(
      "arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0",
    );
  });

  it("finds no way to terminate an instance where nothing may be tagged", () => {
    const terminates = lastIsAllowed(identitySet(guarded));
    const sequences = fc.sample(requestSequence(policies, { reference }), { seed: 1, numRuns: 500 });
    expect(sequences.filter((one) => Object.keys(one.tags).length === 0 && terminates(one))).to.deep.equal(
      [],
    );
    expect(sequences.filter(terminates)).not.to.have.length(0);
  });

  it("plays what is removed, and denied requests change no tags", () => {
    const common = {
      principal: "arn:aws:iam::111122223333:role/example",
      resource: "arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0",
      resourceAccount: "111122223333",
    };
    const remove = { ...common, action: "ec2:DeleteTags", context: { "aws:TagKeys": ["Team"] } };
    const last = { ...common, action: "ec2:TerminateInstances", context: {} };
    const sequence = {
      tags: { team: "ops" },
      requests: [remove, last],
      keys: ["aws:ResourceTag", "ec2:ResourceTag"],
    };
    expect(playSequence(sequence, () => true)[1]!.request.context).to.deep.equal({});
    expect(playSequence(sequence, () => false)[1]!.request.context).to.deep.equal({
      "aws:ResourceTag/team": "ops",
      "ec2:ResourceTag/team": "ops",
    });
  });

  it("plays what S3 puts in the place of all tags", () => {
    const context = { "aws:RequestTag/x": "1" };
    const put = (action: string) =>
      playSequence({ tags: { team: "a" }, requests: [{ ...object, action, context }], keys: [] }, () => true);
    expect(put("s3:PutObjectTagging")[0]!.tags).to.deep.equal({ x: "1" });
    expect(put("s3:TagResource")[0]!.tags).to.deep.equal({ team: "a", x: "1" });
  });

  it("knows by their names the actions that remove tags", async () => {
    const { services, actionsOf } = await loadServiceReference();
    const all = services.flatMap((service) => actionsOf(service));
    const tagging = all.filter(
      ({ accessLevel, name }) => accessLevel === "Tagging" && /:(Untag|Delete|Remove)/i.test(name),
    );
    expect(tagging.filter(({ name }) => !removesTags(name)).map(({ name }) => name)).to.deep.equal([]);
    // listed as writes
    const others = all.filter(({ accessLevel, name }) => accessLevel !== "Tagging" && removesTags(name));
    expect(
      others.filter(({ name }) => !/^(aoss|connect|lakeformation|sagemaker-mlflow):/.test(name)),
    ).to.deep.equal([]);
  });

  it("gives single requests where no condition is about tags of the resource", () => {
    const sequences = fc.sample(requestSequence(identitySet(tagging)), { seed: 1, numRuns: 20 });
    expect(new Set(sequences.map(({ requests }) => requests.length))).to.deep.equal(new Set([1]));
  });
});
