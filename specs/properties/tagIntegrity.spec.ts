import { expect } from "chai";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { tagIntegrity } from "../../properties/catalogue/tagIntegrity.js";
import { checkProperty } from "../../properties/checkProperty.js";
import { searchOptions, targetWith } from "./targets.js";

const on = (Action: string, condition?: object, Effect = "Allow") => ({
  Effect,
  Action,
  Resource: "*",
  ...(condition && { Condition: condition }),
});
const limited = on("ec2:StopInstances", { StringEquals: { "aws:ResourceTag/team": "jobs" } });
const limitedByService = on("ec2:StopInstances", { StringEquals: { "ec2:ResourceTag/team": "jobs" } });
const tagging = on("ec2:CreateTags");

const rows: readonly (readonly [string, readonly object[], "holds" | "refuted"])[] = [
  ["any tag", [limited, tagging], "refuted"],
  ["any tag, where the key of the service limits", [limitedByService, tagging], "refuted"],
  [
    "the value that it has",
    [limited, on("ec2:CreateTags", { StringEquals: { "aws:RequestTag/team": "jobs" } })],
    "refuted",
  ],
  [
    "any tag, denied with the key",
    [
      limited,
      tagging,
      on("ec2:CreateTags", { "ForAnyValue:StringEquals": { "aws:TagKeys": "team" } }, "Deny"),
    ],
    "holds",
  ],
  [
    "any tag, denied with the key alone",
    [
      limited,
      tagging,
      on("ec2:CreateTags", { "ForAllValues:StringEquals": { "aws:TagKeys": "team" } }, "Deny"),
    ],
    "refuted",
  ],
  [
    "any tag, denied with a value of it",
    [limited, tagging, on("ec2:CreateTags", { Null: { "aws:RequestTag/team": "false" } }, "Deny")],
    "holds",
  ],
  [
    "tagged resources, by the other key",
    [limited, on("ec2:CreateTags", { StringEquals: { "ec2:ResourceTag/team": "jobs" } })],
    "holds",
  ],
  [
    "what the limited actions do not work on",
    [limited, { ...tagging, Resource: "arn:aws:ec2:*:*:image/*" }],
    "holds",
  ],
  [
    "what the limited actions work on",
    [limited, { ...tagging, Resource: "arn:aws:ec2:*:*:instance/*" }],
    "refuted",
  ],
  [
    "what the limited actions do not work on, where one works on everything",
    [
      { ...limited, Action: ["ec2:StopInstances", "ec2:DeleteTags"] },
      { ...tagging, Resource: "arn:aws:ec2:*:*:image/*" },
    ],
    "refuted",
  ],
  [
    "what it creates",
    [limited, on("ec2:CreateTags", { StringEquals: { "ec2:CreateAction": "RunInstances" } })],
    "holds",
  ],
];

describe("tag-integrity", () => {
  for (const [name, statements, verdict] of rows)
    it(`${verdict === "holds" ? "holds" : "is refuted"} for one who may tag ${name}`, async () => {
      const reference = await loadServiceReference(["ec2"]);
      const options = { ...searchOptions, reference, universe: "typed" } as const;
      expect(checkProperty(tagIntegrity, targetWith(...statements), options).verdict).to.equal(verdict);
    });
});
