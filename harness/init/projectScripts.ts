import { isObject } from "../../policies/text/isObject.js";
import { readJson } from "../../policies/text/readJson.js";
import type { Project } from "./detectProject.js";
import { runnerCommand, testFile } from "./runnerCommand.js";

/** The scripts, in the order in which they are run: the binary plan first, for its JSON lacks what the HCL says. */
export function projectScripts(project: Project): Readonly<Record<string, string>> {
  const { terraform } = project;
  const there = terraform === "." ? "" : ` -chdir=${shellWord(terraform)}`;
  return {
    "iam:plan": `terraform${there} init -input=false && terraform${there} plan -input=false -out=tfplan`,
    "iam:check": "planproof check",
    "iam:test": runnerCommand(project, testFile("iam", project)),
    "iam:example": runnerCommand(project, testFile("iam-example", project)),
  };
}

/** In a script of npm, which runs in `sh` or in `cmd`. */
const shellWord = (text: string): string => (/^[\w./-]+$/.test(text) ? text : JSON.stringify(text));

/** package.json with the scripts that it lacks; undefined where it lacks none. */
export function withScripts(
  manifest: string | undefined,
  scripts: Readonly<Record<string, string>>,
): string | undefined {
  const json = manifest === undefined ? { private: true, type: "module" } : readJson(manifest);
  if (!isObject(json)) return undefined;
  const own = isObject(json["scripts"]) ? json["scripts"] : {};
  if (Object.keys(scripts).every((name) => Object.hasOwn(own, name))) return undefined;
  const indent = /^[ \t]+(?=")/m.exec(manifest ?? "")?.[0] ?? 2;
  const text = JSON.stringify({ ...json, scripts: { ...own, ...missing(own, scripts) } }, null, indent);
  return manifest === undefined || manifest.endsWith("\n") ? `${text}\n` : text;
}

const missing = (own: object, scripts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(scripts).filter(([name]) => !Object.hasOwn(own, name)));
