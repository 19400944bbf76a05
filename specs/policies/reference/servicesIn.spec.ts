import { expect } from "chai";
import type { Policy } from "../../../policies/language/policySet.js";
import { emptyServiceReference } from "../../../policies/reference/emptyServiceReference.js";
import { exampleServices, servicesIn } from "../../../policies/reference/servicesIn.js";

const policy = (patterns: readonly string[], negated = false): Policy => ({
  source: "policy.json",
  document: {
    version: "2012-10-17",
    statements: [
      { index: 0, pointer: "/Statement/0", effect: "Allow", action: { negated, patterns }, conditions: [] },
    ],
  },
});

describe("servicesIn", () => {
  const rows: readonly (readonly [string, Policy, readonly string[]])[] = [
    ["named actions", policy(["sqs:SendMessage", "SNS:Publish", "sqs:*"]), ["sns", "sqs"]],
    ["every action", policy(["*"]), exampleServices],
    ["every action next to a named one", policy(["*:*", "batch:SubmitJob"]), ["batch", ...exampleServices]],
    ["all but a service", policy(["sqs:*"], true), ["ec2", "iam", "s3", "sqs", "sts"]],
    ["no action", policy([]), []],
  ];
  for (const [title, identity, expected] of rows) {
    it(`finds ${expected.join(", ") || "nothing"} in ${title}`, () => {
      expect(servicesIn({ identity: [identity] })).to.deep.equal(expected);
    });
  }

  it("looks at every layer", () => {
    const at = (service: string): Policy => policy([`${service}:Get`]);
    const set = {
      identity: [at("a")],
      boundary: at("b"),
      session: [at("c")],
      resource: at("d"),
      endpoint: at("e"),
      scps: [[at("f")], [at("g")]],
      rcps: [[at("h")]],
    };
    expect(servicesIn(set)).to.deep.equal(["a", "b", "c", "d", "e", "f", "g", "h"]);
  });
});

describe("emptyServiceReference", () => {
  it("knows nothing", () => {
    expect(emptyServiceReference.services).to.deep.equal([]);
    expect(emptyServiceReference.actionsOf("s3")).to.deep.equal([]);
    expect(emptyServiceReference.action("s3:GetObject")).to.equal(undefined);
  });
});
