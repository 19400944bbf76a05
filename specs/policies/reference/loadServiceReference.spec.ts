import { expect } from "chai";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import { serviceReferenceDate } from "../../../policies/reference/serviceReferenceDate.js";

describe("loadServiceReference", () => {
  let reference: ServiceReference;
  before(async () => {
    reference = await loadServiceReference(["ECS", "iam", "ec2", "s3", "batch", "no-such-service"]);
  });

  it("knows the services asked for, sorted, and leaves out what does not exist", () => {
    expect(reference.services).to.deep.equal(["batch", "ec2", "ecs", "iam", "s3"]);
  });

  it("finds an action in any case and gives its own", () => {
    expect(reference.action("EC2:terminateinstances")?.name).to.equal("ec2:TerminateInstances");
  });

  it("finds nothing for an action that does not exist or whose service is not loaded", () => {
    expect(reference.action("ec2:NoSuchAction")).to.equal(undefined);
    expect(reference.action("sqs:SendMessage")).to.equal(undefined);
    expect(reference.action("toString")).to.equal(undefined);
  });

  it("lists a service's actions in order, and none of a service that is not loaded", () => {
    const names = reference.actionsOf("Batch").map(({ name }) => name);
    expect(names).to.include("batch:SubmitJob");
    expect(names).to.deep.equal(names.toSorted());
    expect(reference.actionsOf("sqs")).to.deep.equal([]);
  });

  it("knows no service by the name of what every object has", async () => {
    const { services } = await loadServiceReference(["constructor", "__proto__", "toString", "batch"]);
    expect(services).to.deep.equal(["batch"]);
  });

  it("requires five resource types of ec2:RunInstances and supports 18", () => {
    const types = reference.action("ec2:RunInstances")!.resourceTypes;
    expect(types).to.have.length(18);
    expect(types.filter(({ required }) => required).map(({ name }) => name)).to.deep.equal([
      "image",
      "instance",
      "network-interface",
      "security-group",
      "subnet",
    ]);
  });

  it("gives a resource type its ARN template and keys", () => {
    const instance = reference.action("ec2:TerminateInstances")!.resourceTypes[0]!;
    expect(instance.arnTemplates).to.deep.equal([
      "arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}",
    ]);
    expect(instance.conditionKeys).to.include.members(["aws:ResourceTag/${TagKey}", "ec2:InstanceType"]);
  });

  it("gives no key to a resource type that has none", () => {
    const group = reference
      .action("ec2:RunInstances")!
      .resourceTypes.find(({ name }) => name === "elastic-inference");
    expect(group?.conditionKeys).to.deep.equal([]);
  });

  it("authorizes ecs:StopTask on a task and nothing else", () => {
    const { resourceTypes, conditionKeys } = reference.action("ecs:StopTask")!;
    expect(resourceTypes.map(({ name, required }) => [name, required])).to.deep.equal([["task", true]]);
    expect(conditionKeys).to.deep.equal(["aws:ResourceTag/${TagKey}", "ecs:cluster"]);
  });

  it("conditions iam:PassRole on the service and the resource it passes to", () => {
    const { resourceTypes, conditionKeys } = reference.action("iam:PassRole")!;
    expect(resourceTypes.map(({ name }) => name)).to.deep.equal(["role"]);
    expect(conditionKeys).to.deep.equal(["iam:AssociatedResourceArn", "iam:PassedToService"]);
  });

  it("gives no resource type to an action that works on none in particular", () => {
    expect(reference.action("ecs:DeregisterTaskDefinition")!.resourceTypes).to.deep.equal([]);
  });

  it("names one access level for each action", () => {
    const levels = ["s3:ListBucket", "s3:GetObject", "ecs:RunTask", "ec2:CreateTags", "iam:PutRolePolicy"];
    expect(levels.map((name) => reference.action(name)!.accessLevel)).to.deep.equal([
      "List",
      "Read",
      "Write",
      "Tagging",
      "Permissions management",
    ]);
  });

  it("writes every key that holds a tag key alike", () => {
    const keys = reference.action("s3:GetObject")!.conditionKeys;
    expect(keys).to.include("s3:ExistingObjectTag/${TagKey}");
    expect(keys.filter((key) => key.includes("<"))).to.deep.equal([]);
  });

  it("loads every service when none is named", async () => {
    const everything = await loadServiceReference();
    expect(everything.services.length).to.be.greaterThan(400);
    expect(everything.action("sqs:SendMessage")?.resourceTypes).to.have.length(1);
  });

  it("has the day its data was taken", async () => {
    expect(await serviceReferenceDate()).to.match(/^20\d\d-[01]\d-[0-3]\d$/);
  });
});
