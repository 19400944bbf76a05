import { expect } from "chai";
import { actionPhrase, joined } from "../../../harness/report/actionPhrase.js";

describe("what some actions do, in words", () => {
  for (const [actions, words] of [
    [["*"], "do everything"],
    [["s3:*"], "do everything in S3"],
    [["s3:GetObject", "ec2:*"], "do everything in EC2"],
    [["s3:GetObject"], "get objects in S3"],
    [["iam:GetPolicy"], "get policies in IAM"],
    [["iam:PassRole"], "pass roles in IAM"],
    [["ec2:StopInstances", "ec2:TerminateInstances"], "stop and terminate instances in EC2"],
    [["ec2:StopInstances", "ec2:DeleteLaunchTemplate"], "stop instances and delete launch templates in EC2"],
    [
      ["ec2:StopInstances", "ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"],
      "stop and terminate instances, and delete launch templates, in EC2",
    ],
    [["s3:GetObject", "logs:PutLogEvents"], "use 2 actions of S3 and CloudWatch Logs"],
    [
      ["ec2:AInstance", "ec2:BInstance", "ec2:CInstance", "ec2:DInstance"],
      "use 4 actions of EC2, such as ec2:AInstance",
    ],
    [["constructor:Run"], "run in constructor"],
  ] as const)
    it(words, () => {
      expect(actionPhrase(actions)).to.equal(words);
    });

  for (const [parts, words] of [
    [[], ""],
    [["a"], "a"],
    [["a", "b"], "a and b"],
    [["a", "b", "c"], "a, b and c"],
    [["a", "b", "c", "d"], "a, b, c and 1 more"],
  ] as const)
    it(`are listed as ${words || "nothing"}`, () => {
      expect(joined(parts, 3)).to.equal(words);
    });
});
