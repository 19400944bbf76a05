import { describePlan } from "planproof/mocha";
import { confinement, onlyTo } from "planproof/properties";
import { plan } from "./plan.mjs";

// what planproof asks of any plan, and a law of this repository: a test for each property and principal
await describePlan(plan, {
  preset: "recommended",
  properties: [
    onlyTo(
      "aws_iam_role.job",
      confinement({ actions: ["s3:PutObject"], resources: ["arn:aws:s3:::render-results/out/*"] }),
    ),
  ],
});
