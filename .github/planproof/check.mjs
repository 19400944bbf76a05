// The first step of action.yml: checks the plans, and leaves the reports for the steps after it. It always ends with exit
// code 0; the last step ends with that of the check, so that each report is delivered first.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const { env } = process;
const input = (name) => (env[`INPUT_${name}`] ?? "").trim();
const linesOf = (text) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** One comment, artifact and category of code scanning for each of these. */
const key = createHash("sha256")
  .update(JSON.stringify([input("WORKING_DIRECTORY"), input("CONFIG"), input("TAG")]))
  .digest("hex")
  .slice(0, 16);
const folder = join(env["RUNNER_TEMP"] ?? ".", `planproof-${key}`);
mkdirSync(folder, { recursive: true });
const file = (name) => join(folder, name);
const reports = {
  json: "report.json",
  markdown: "report.md",
  sarif: "report.sarif",
  junit: "report.junit.xml",
};

const more = linesOf(input("ARGS"));
const hasHcl = readdirSync(".").some((name) => name.endsWith(".tf")) && !more.includes("--hcl");
const given = (name) =>
  input(name) === "" ? [] : [`--${name.toLowerCase().replace("_", "-")}`, input(name)];
const words = [
  "check",
  ...linesOf(input("PLAN")),
  ...["CONFIG", "FAIL_ON", "GATE"].flatMap(given),
  ...(hasHcl ? ["--hcl", "."] : []),
  ...["--format", "github"],
  ...Object.entries(reports).flatMap(([format, name]) => ["--out", `${format}=${file(name)}`]),
  ...more,
];

const own = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version;
const isInstalled = input("VERSION") === "" && existsSync("node_modules/planproof");
const program = isInstalled
  ? ["--no-install", "planproof"]
  : ["--yes", `planproof@${input("VERSION") || own}`];
const ended = spawnSync("npx", [...program, ...words], { stdio: ["ignore", "inherit", "pipe"] });
const said = String(ended.stderr ?? ended.error ?? "");
process.stderr.write(said);
const exit = ended.status ?? 4;

if (!existsSync(file(reports.markdown))) {
  const fence = "`".repeat(Math.max(3, ...(said.match(/`+/g) ?? []).map(({ length }) => length + 1)));
  const text = `## planproof: nothing was checked (exit code ${exit})\n\n${fence}text\n${said.slice(0, 20_000)}\n${fence}\n`;
  writeFileSync(file(reports.markdown), text);
  if (env["GITHUB_STEP_SUMMARY"]) appendFileSync(env["GITHUB_STEP_SUMMARY"], text);
}
const counts = existsSync(file(reports.json))
  ? JSON.parse(readFileSync(file(reports.json), "utf8")).counts
  : undefined;
const outputs = {
  "exit-code": exit,
  key,
  folder,
  sarif: existsSync(file(reports.sarif)) ? file(reports.sarif) : "",
  findings: counts === undefined || counts.refuted + counts.undecided > 0,
};
const written = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`);
if (env["GITHUB_OUTPUT"]) appendFileSync(env["GITHUB_OUTPUT"], written.join(""));
