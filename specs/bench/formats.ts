import { reporters } from "../../harness/report/reporters.js";
import type { Report, Verdict } from "../../harness/run/report.js";
import { sampleReport } from "../harness/report/sampleReport.js";
import { processorTime } from "./processorTime.js";

const [refuted, undecided, held] = sampleReport.verdicts as readonly [Verdict, Verdict, Verdict];
const address = (at: number): string => `plan.json#module.m["${at}"].aws_iam_role.operator`;

/** 5,000 targets: of each a property is refuted, of every fifth one is undecided, and ten hold. */
const report: Report = {
  ...sampleReport,
  verdicts: Array.from({ length: 5000 }, (_, at) => [
    { ...refuted, target: address(at), location: { file: "main.tf", line: at + 1 } },
    ...(at % 5 === 0 ? [{ ...undecided, target: address(at) }] : []),
    ...Array.from({ length: 10 }, (__, rule) => ({ ...held, property: `rule-${rule}`, target: address(at) })),
  ]).flat(),
  targets: Array.from({ length: 5000 }, (_, at) => ({ ...sampleReport.targets[0]!, address: address(at) })),
};

/** Writing a report of 5,000 targets and 56,000 verdicts in each format: the budget is 2 s of processor time. */
export async function formats(): Promise<void> {
  for (const [name, reporter] of reporters) {
    let size = 0;
    const time = await processorTime(() => {
      size = Buffer.byteLength(reporter(report));
    });
    console.log(`${(time / 1000).toFixed(2)} s  ${name}, ${(size / 1e6).toFixed(2)} MB`);
  }
}
