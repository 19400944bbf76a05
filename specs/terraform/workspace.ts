import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { type StandInProvider, startProvider } from "./standInProvider.js";

const run = promisify(execFile);

/** Whether terraform can be run here. */
export const hasTerraform: boolean = (() => {
  try {
    execFileSync("terraform", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

/** A folder in which real terraform works against the mock provider, offline. */
export interface Workspace {
  readonly path: (name: string) => string;
  /** writes configuration by file name; gone is what stood there before under the same name */
  readonly write: (files: Readonly<Record<string, string>>) => void;
  /** finds the modules that the configuration calls, which lie in the folder too */
  readonly getModules: () => Promise<void>;
  /** `terraform plan` and `terraform show -json` of it; the JSON is written to this file too */
  readonly plan: (file: string) => Promise<string>;
  /** applies the last plan */
  readonly apply: () => Promise<void>;
  /** `terraform show -json` of the state, written to this file too */
  readonly state: (file: string) => Promise<string>;
  /** the JSON of what expressions evaluate to, and `refused` for those that terraform refuses */
  readonly evaluate: (expressions: readonly string[]) => Promise<readonly string[]>;
  readonly remove: () => void;
}

/** Makes a workspace whose provider serves these resource types and `data_` data sources. */
export async function makeWorkspace(types: readonly string[]): Promise<Workspace> {
  const root = mkdtempSync(join(tmpdir(), "planproof-terraform-"));
  const provider = await startProvider(join(root, "provider.sock"), types);
  const path = (name: string): string => join(root, name);
  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), text);
    }
  };
  // an empty file keeps terraform from reading what the user has configured
  write({ "empty.tfrc": "" });
  const terraform = terraformIn(root, provider);
  const show = async (file: string, ...plan: readonly string[]): Promise<string> => {
    const json = await terraform("show", "-json", ...plan);
    write({ [file]: json });
    return json;
  };
  return {
    path,
    write,
    getModules: async () => {
      await terraform("get");
    },
    plan: async (file) => {
      await terraform("plan", "-input=false", "-lock=false", "-out=tfplan");
      return show(file, "tfplan");
    },
    apply: async () => {
      await terraform("apply", "-input=false", "-lock=false", "tfplan");
    },
    state: (file) => show(file),
    evaluate: async (expressions) => {
      const list = expressions.map((expression) => `try(jsonencode(${expression}\n), "refused"),\n`);
      write({ "evaluate.tf": `output "all" {\n  value = [\n${list.join("")}  ]\n}\n` });
      await terraform("apply", "-input=false", "-lock=false", "-auto-approve");
      return JSON.parse(await terraform("output", "-json", "all")) as readonly string[];
    },
    remove: () => {
      provider.stop();
      rmSync(root, { recursive: true });
    },
  };
}

function terraformIn(root: string, { reattach }: StandInProvider) {
  const env = {
    PATH: process.env["PATH"],
    HOME: root,
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_CLI_CONFIG_FILE: join(root, "empty.tfrc"),
    TF_REATTACH_PROVIDERS: reattach,
  };
  return async (command: string, ...argv: readonly string[]): Promise<string> => {
    const options = { cwd: root, env, maxBuffer: 2 ** 28 };
    return (await run("terraform", [command, "-no-color", ...argv], options)).stdout;
  };
}
