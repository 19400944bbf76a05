import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { html } from "../../harness/report/html.js";
import type { Evidence } from "../../harness/run/access/evidence.js";
import type { Report, Verdict } from "../../harness/run/report.js";
import { openBrowser } from "../harness/page/openPage.js";
import { sampleReport } from "../harness/report/sampleReport.js";
import { describeOpening, openingOf } from "./openingOf.js";

/** Pages of so many principals in the browser: under 1 MB for 200, under 1 s to open, no frame above 50 ms. */
export async function page(): Promise<void> {
  const browser = await openBrowser();
  if (browser === undefined) return;
  const directory = mkdtempSync(join(tmpdir(), "planproof-bench-"));
  try {
    for (const principals of [200, 5000]) {
      const path = join(directory, `${principals}.html`);
      writeFileSync(path, html(reportOf(principals), evidenceOf(principals)));
      console.log(describeOpening(`${principals} principals`, await openingOf(browser, path)));
    }
  } finally {
    await browser.close();
    rmSync(directory, { recursive: true });
  }
}

const [refuted, undecided, held] = sampleReport.verdicts as readonly [Verdict, Verdict, Verdict];
const range = (length: number) => Array.from({ length }, (_, at) => at);
const address = (at: number): string => `plan.json#module.team["${at % 40}"].aws_iam_role.r${at}`;
const arn = (at: number): string => `arn:aws:iam::123456789012:role/r${at}`;
const id = (at: number): string => at.toString(16).padStart(12, "0");

/** Of each principal 20 properties hold; of every tenth one is refuted, of every twentieth one is undecided. */
const reportOf = (principals: number): Report => ({
  ...sampleReport,
  sources: ["plan.json"],
  verdicts: range(principals).flatMap((at) => [
    ...(at % 10 === 0 ? [{ ...refuted, id: id(at), target: address(at) }] : []),
    ...(at % 20 === 0 ? [{ ...undecided, id: id(100_000 + at), target: address(at) }] : []),
    ...range(20).map((rule) => ({
      ...held,
      id: id(at * 20 + rule),
      property: `rule-${rule}`,
      target: address(at),
    })),
  ]),
  targets: range(principals).map((at) => ({
    ...sampleReport.targets[0]!,
    address: address(at),
    principal: arn(at),
  })),
});

const services = ["batch", "ec2", "ecr", "ecs", "iam", "kms", "lambda", "logs", "s3", "sqs", "sts"];

/** Each principal uses four services; every fiftieth changes, and each role is assumed by a service. */
const evidenceOf = (principals: number): Evidence => ({
  ...{ documents: [], targets: [] },
  access: range(principals).map((at) => ({
    address: address(at),
    principal: arn(at),
    open: at % 30 === 0,
    services: range(4).map((step) => ({
      service: services[(at + step * 3) % services.length]!,
      levels: ["lr", "lrw", "rwt", "lrwpt"][(at + step) % 4]!,
      changes:
        at % 50 === 0 && step === 1
          ? [{ level: "w", change: "widened" as const, actions: ["RunInstances"] }]
          : [],
    })),
  })),
  becoming: {
    ...{ ends: [], sources: 1 },
    steps: range(principals / 10).map((at) => ({
      from: address(at * 10),
      to: address(at * 10 + 1),
      ...{ step: "sts-001", actions: ["sts:AssumeRole"] },
    })),
  },
  outside: {
    ...{ undecided: [], resources: principals },
    reached: range(principals).map((at) => ({
      target: address(at),
      caller: { kind: "service" as const, name: "service batch.amazonaws.com" },
      isTrust: true as const,
      ...{ actions: ["sts:AssumeRole"], levels: "w", statements: [] },
      witness: {
        ...{ principal: "batch.amazonaws.com", action: "sts:AssumeRole", resource: arn(at) },
        ...{ resourceAccount: "123456789012", context: {} },
      },
    })),
  },
});
