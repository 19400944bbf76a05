import { countPolicies } from "../../plan/countPolicies.js";
import type { Extraction } from "../../plan/extraction.js";
import type { ExtractedPolicy } from "../../plan/policies/extractedPolicy.js";
import { countExtraction, describeExtraction } from "../../report/describeExtraction.js";
import { describeManagedDate, managedDateIn } from "../../report/describeManagedDate.js";
import { printJson } from "../../report/printJson.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { outOption } from "../commonOptions.js";
import { exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { loadSources } from "../loadSources.js";
import { type Attempt, attempt, problemsOf } from "../problem.js";
import { sourceOptions } from "../sourceOptions.js";

/** `planproof extract`: lists the policies and the principals of a source. */
export const extractCommand: CommandBody = {
  fewest: 1,
  details: "planproof extract plan.json --format json",
  formats: ["human", "json"],
  configured: "sources",
  options: { ...sourceOptions, ...outOption },
  answer: extract,
};

async function extract(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const sources = await loadSources(args, io);
  if (!sources.ok) return sources;
  const [source] = sources.value;
  const { name, extraction } = source!;
  const faces = {
    json: () => printJson({ ...extractionJson(extraction), ...managedDateIn(sources.value) }),
    human: (quiet: boolean) =>
      quiet
        ? `${countExtraction(name, extraction)}\n`
        : [
            describeExtraction(name, extraction),
            ...describeManagedDate(source!).map((block) => `${block}\n`),
          ].join("\n"),
  };
  return attempt({
    exit: exitCodes.holds,
    render: (format, { quiet }) => (format === "json" ? faces.json() : faces.human(quiet)),
    problems: problemsOf(name, extraction.notes),
  });
}

const extractionJson = (extraction: Extraction) => ({
  policies: extraction.policies.map(policyJson),
  ...(extraction.implied && { implied: extraction.implied.map(policyJson) }),
  ...(extraction.read && { read: extraction.read.map(policyJson) }),
  principals: extraction.principals,
  counts: countPolicies(extraction),
});

const policyJson = ({ policy, diagnostics, ...members }: ExtractedPolicy) => ({
  ...members,
  diagnostics: diagnostics.map(({ position, ...rest }) => ({
    ...rest,
    line: position?.line ?? null,
    column: position?.column ?? null,
  })),
});
