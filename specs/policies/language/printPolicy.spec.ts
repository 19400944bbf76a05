import { expect } from "chai";
import { parsePolicy } from "../../../policies/language/parsePolicy.js";
import { printPolicy } from "../../../policies/language/printPolicy.js";

function printed(value: object) {
  const parsed = parsePolicy(JSON.stringify(value), "resource");
  return parsed.ok ? printPolicy(parsed.value, 0) : parsed.diagnostics;
}

describe("printPolicy", () => {
  it("prints what IAM takes: characters beyond U+00FF are escapes", () => {
    const resource = "arn:aws:s3:::b/ÿ中😀";
    const text = printed({ Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: resource } });
    expect(text)
      .to.include("/ÿ\\u4e2d\\ud83d\\ude00")
      .and.to.satisfy((printed: string) => JSON.parse(printed));
    expect(
      (JSON.parse(String(text)) as { Statement: [{ Resource: string }] }).Statement[0].Resource,
    ).to.equal(resource);
  });

  const left = {
    Statement: {
      Condition: { Bool: { "aws:SecureTransport": true }, ArnLike: { "b:k": ["y", "x"], "a:k": ["z"] } },
      Resource: ["arn:aws:s3:::b/2", "arn:aws:s3:::b/1", "arn:aws:s3:::b/1"],
      Action: ["s3:GetObject"],
      Principal: { Service: ["batch.amazonaws.com"], AWS: "111122223333" },
      Effect: "Allow",
    },
    Version: "2012-10-17",
  };
  const right = {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "",
        Effect: "Allow",
        Principal: { AWS: ["111122223333"], Service: "batch.amazonaws.com" },
        Action: "s3:GetObject",
        Resource: ["arn:aws:s3:::b/1", "arn:aws:s3:::b/2"],
        Condition: { arnlike: { "a:k": "z", "b:k": ["x", "y"] }, bool: { "aws:SecureTransport": ["true"] } },
      },
    ],
  };

  it("prints alike what differs only in writing", () => {
    expect(printed(left)).to.equal(printed(right));
  });

  it("keeps what differs in meaning apart", () => {
    const notAction = JSON.parse(JSON.stringify(right).replace('"Action"', '"NotAction"')) as object;
    expect(printed(notAction)).to.not.equal(printed(right));
    const older = { ...right, Version: "2008-10-17" };
    expect(printed(older)).to.not.equal(printed(right));
  });

  it("prints what it parses from its own output", () => {
    const text = printed(left) as string;
    const again = parsePolicy(text, "resource");
    expect(again.ok && printPolicy(again.value, 0)).to.equal(text);
  });
});
