import { expect } from "chai";
import type { ContextValue, Request } from "../../../../policies/language/request.js";
import { typedUniverse } from "../../../../policies/prove/question/typedUniverse.js";
import type { ServiceReference } from "../../../../policies/reference/serviceReference.js";
import { contradicted } from "../../../reference/contradicted.js";
import { allowing } from "../policySets.js";
import { holdsPossibleRequests, isAskedAbout, someServices } from "./typedUniverseLaws.js";

const principal = "arn:aws:iam::111122223333:role/example";
let reference: ServiceReference;

const request = (action: string, resource: string, context: Record<string, ContextValue> = {}): Request => ({
  principal,
  action,
  resource,
  resourceAccount: "111122223333",
  context,
});

const queue = "arn:aws:sqs:eu-west-1:111122223333:jobs";
const user = "arn:aws:iam::111122223333:user/alice";
const tableOf = (name: string) => `arn:aws:dynamodb:eu-west-1:111122223333:table/${name}`;
const region = (name: string) => ({ "aws:RequestedRegion": name });

/** What AWS may send, and what it never does; the policies write `foo:Bar`, `iam:Future` and `s3:*`. */
const rows: readonly (readonly [title: string, possible: boolean, request: Request])[] = [
  ["an object", true, request("s3:GetObject", "arn:aws:s3:::logs/2026/11")],
  ["an object of a bucket without a name", false, request("s3:GetObject", "arn:aws:s3:::/a")],
  ["an action on objects, on a bucket", false, request("s3:GetObject", "arn:aws:s3:::logs")],
  ["a bucket", true, request("s3:ListBucket", "arn:aws:s3:::logs")],
  ["a bucket with a slash", false, request("s3:ListBucket", "arn:aws:s3:::logs/a")],
  ["an ARN without a partition", false, request("s3:ListBucket", "arn::s3:::logs")],
  ["another partition than the principal's", false, request("s3:ListBucket", "arn:aws-cn:s3:::logs")],
  ["any resource", true, request("s3:ListAllMyBuckets", "*")],
  ["no particular table, where none is asked for", true, request("dynamodb:ListTables", "*")],
  ["an action without resources, on one", false, request("dynamodb:ListTables", tableOf("jobs"))],
  ["an action with a resource, on none", false, request("dynamodb:GetItem", "*")],
  ["a table", true, request("dynamodb:GetItem", tableOf("jobs"))],
  ["a table with a slash", false, request("dynamodb:GetItem", tableOf("jobs/a"))],
  ["an ARN without region", false, request("sqs:SendMessage", "arn:aws:sqs::111122223333:jobs")],
  ["an ARN without account", false, request("sqs:SendMessage", "arn:aws:sqs:eu-west-1::jobs")],
  ["an instance without either", false, request("ec2:StopInstances", "arn:aws:ec2:::instance/i-1")],
  ["a user with a path", true, request("iam:GetUser", "arn:aws:iam::111122223333:user/a/b/alice")],
  [
    "a list for a key with one value",
    false,
    request("sqs:SendMessage", queue, { "aws:SourceIp": ["203.0.113.7"] }),
  ],
  ["a key that the data lacks", true, request("sqs:SendMessage", queue, { "sqs:Future": "a" })],
  ["a key without a prefix", false, request("sqs:SendMessage", queue, { PassedToService: "a" })],
  ["one value for it", true, request("sqs:SendMessage", queue, { "aws:SourceIp": "203.0.113.7" })],
  ["a list for a key with several", true, request("sqs:CreateQueue", queue, { "aws:TagKeys": ["a", "b"] })],
  [
    "a key that the action does not list",
    false,
    request("sqs:SendMessage", queue, { "ec2:InstanceType": "t3" }),
  ],
  ["a key that is listed nowhere", true, request("sqs:SendMessage", queue, { "sqs:Future": "t3" })],
  ["a list for that key", true, request("sqs:SendMessage", queue, { "sqs:Future": ["t3"] })],
  [
    "a key that a service sets for others",
    true,
    request("sqs:SendMessage", queue, { "ec2:SourceInstanceArn": "a" }),
  ],
  [
    "a key of an identity provider",
    true,
    request("s3:GetObject", "arn:aws:s3:::a/b", { "www.amazon.com:user_id": "a" }),
  ],
  ["a global service in its region", true, request("iam:GetUser", user, region("us-east-1"))],
  ["a global service in another", false, request("iam:GetUser", user, region("eu-west-1"))],
  [
    "a role passed to a service in any region",
    true,
    request("iam:PassRole", "arn:aws:iam::111122223333:role/a", region("eu-west-1")),
  ],
  ["a regional service in any", true, request("sqs:SendMessage", queue, region("eu-west-1"))],
  ["an action that only the policies have", true, request("iam:Future", user)],
  ["that action in a foreign region", false, request("iam:Future", user, region("eu-west-1"))],
  ["an action that does not exist", false, request("iam:Other", user)],
  ["a service that only the policies have", true, request("foo:Baz", "anything")],
  ["an action that only a pattern covers", false, request("s3:Future", "arn:aws:s3:::logs")],
];

const policies = () => allowing({ Action: ["foo:Bar", "iam:Future", "s3:*"] });

describe("the typed universe", () => {
  before(async () => {
    reference = await someServices();
  });

  for (const [title, possible, sent] of rows) {
    it(`${possible ? "holds" : "leaves out"} ${title}`, () => {
      const universe = typedUniverse({ kind: "of", policies: policies() }, reference, principal);
      expect(universe.holds(sent)).to.equal(possible);
      expect(contradicted(sent, [policies()], reference) === undefined).to.equal(possible);
    });
  }

  // moreRuns.spec.ts has more
  it("holds what is not contradicted, near any policies", () => holdsPossibleRequests(reference, 200));

  it("is what the prover asks about: a policy for one request alone is refuted where it is possible", () =>
    isAskedAbout(reference, 60));
});
