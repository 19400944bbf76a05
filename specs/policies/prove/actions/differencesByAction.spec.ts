import { expect } from "chai";
import { differencesByAction } from "../../../../policies/prove/actions/differencesByAction.js";
import { loadServiceReference } from "../../../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../../../policies/reference/serviceReference.js";
import { allowing } from "../policySets.js";

const changes = (...[left, right, options]: Parameters<typeof differencesByAction>) =>
  differencesByAction(left, right, options).map(({ action, change }) => `${action} ${change}`);

describe("differencesByAction", function () {
  this.timeout(60_000);
  let reference: ServiceReference;

  before(async () => {
    reference = await loadServiceReference(["sqs", "sts"]);
  });

  it("finds none between policies that mean the same", () => {
    expect(
      changes(allowing({ Action: ["sqs:*", "sqs:SendMessage"] }), allowing({ Action: "SQS:*" })),
    ).to.deep.equal([]);
  });

  it("names each change", () => {
    const on = (name: string) => `arn:aws:sqs:us-east-1:111122223333:${name}`;
    const left = allowing(
      { Action: ["sqs:SendMessage", "sqs:DeleteQueue"] },
      { Action: ["sqs:PurgeQueue", "sqs:ReceiveMessage"], Resource: on("a*") },
      { Action: "sqs:DeleteMessage", Resource: on("a") },
    );
    const right = allowing(
      { Action: ["sqs:CreateQueue", "sqs:PurgeQueue"] },
      { Action: "sqs:SendMessage", Resource: on("a") },
      { Action: "sqs:ReceiveMessage", Resource: on("*b") },
      { Action: "sqs:DeleteMessage", Resource: on("a") },
    );
    expect(changes(left, right)).to.deep.equal([
      "sqs:CreateQueue added",
      "sqs:DeleteQueue removed",
      "sqs:PurgeQueue widened",
      "sqs:ReceiveMessage shifted",
      "sqs:SendMessage narrowed",
    ]);
  });

  it("reports patterns where no reference has their actions", () => {
    const left = allowing({ Action: "sqs:Send*" });
    const right = allowing({ Action: ["sqs:*"] }, { Effect: "Deny", Action: "sqs:SendMessage" });
    expect(changes(left, right)).to.deep.equal(["sqs:* added", "sqs:SendMessage removed"]);
  });

  it("lists every action of the reference that a pattern matches", () => {
    const left = allowing({ NotAction: "sqs:*" });
    const found = differencesByAction(left, allowing({ Action: "*" }), { reference });
    expect(found.map(({ action }) => action)).to.deep.equal(
      reference.actionsOf("sqs").map(({ name }) => name),
    );
    expect(found.every(({ change, universe }) => change === "added" && universe === "typed")).to.equal(true);
  });

  it("reports patterns for services that the reference does not have", () => {
    const right = allowing({ Action: ["sqs:SendMessage", "no-such-service:*", "ec2:Run*"] });
    expect(changes(allowing({ Action: "sqs:SendMessage" }), right, { reference })).to.deep.equal([
      "ec2:Run* added",
      "no-such-service:* added",
    ]);
    const others = changes(allowing({ Action: "sqs:*" }), allowing({ Action: "*" }), { reference });
    expect(others.filter((change) => !change.startsWith("sts:"))).to.deep.equal(["* added"]);
  });

  it("reports unlisted actions, unless a listed one shows the same", () => {
    const one = allowing({ Action: "sqs:SendMessage" });
    const coming = allowing({ Action: ["sqs:SendMessage", "sqs:FutureThing*"] });
    expect(changes(one, coming, { reference })).to.deep.equal(["sqs:FutureThing* added"]);
    const more = allowing({ Action: ["sqs:SendMessage", "sqs:ListQueue*"] });
    expect(changes(one, more, { reference })).to.deep.equal([
      "sqs:ListQueueTags added",
      "sqs:ListQueues added",
    ]);
  });

  it("reports all but some actions", () => {
    const iam = allowing({ Action: "iam:*" });
    expect(changes(iam, allowing({ NotAction: "iam:*" }))).to.deep.equal(["* added", "iam:* removed"]);
  });
});
