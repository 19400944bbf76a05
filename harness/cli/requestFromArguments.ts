import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { ContextValue, Request } from "../../policies/language/request.js";
import { decodeText } from "../../policies/text/decodeText.js";
import { failure, type Result } from "../../policies/text/diagnostic.js";
import { parseJson } from "../../policies/text/parseJson.js";
import { type RequestDefaults, readRequest } from "../corpus/readRequest.js";
import type { Arguments } from "./arguments.js";
import type { Io } from "./io.js";
import type { OptionTable } from "./option.js";
import { type Attempt, attempt, obstructed, obstructions, problemsOf, usageProblem } from "./problem.js";

/** The flags that spell out a request. */
export const requestOptions: OptionTable = {
  request: { value: "FILE", help: "the request as JSON; `-` for standard input" },
  action: { value: "ACTION", help: "such as s3:GetObject" },
  resource: { value: "ARN", help: "the resource's ARN, or *" },
  context: {
    value: "KEY=VALUE",
    repeatable: true,
    help: "a context key; a key given again, or KEY[]=VALUE, makes a list",
  },
  principal: {
    value: "ARN",
    help: "who makes the request: an ARN, service, * or address in SOURCE; default its principal",
  },
  "resource-account": {
    value: "ID",
    help: "the account that owns the resource; default the account in its ARN or the principal's",
  },
};

/** A request whose principal and the account of whose resource may be left out. */
type GivenRequest = Pick<Request, "action" | "resource" | "context"> & Partial<Request>;

/**
 * The request that the flags or the file of `--request` describe.
 *
 * @param only who asks by default, where there is only one
 */
export async function requestFromArguments(
  args: Arguments,
  io: Io,
  only: Result<{ readonly principal: string }>,
): Promise<Attempt<GivenRequest>> {
  const file = args.text("request");
  const given = ["action", "resource", "context", "principal", "resource-account"].filter((name) =>
    args.has(name),
  );
  if (file === undefined) return requestFromFlags(args);
  if (given.length > 0) {
    return obstructed(
      usageProblem(`\`--request\` and \`--${given[0]}\` exclude each other`, "use one of them"),
    );
  }
  const read = await readRequestFile(file, io, only.ok ? only.value : {});
  return read.ok ? attempt(read.value) : obstructions(problemsOf(file, read.diagnostics));
}

function requestFromFlags(args: Arguments): Attempt<GivenRequest> {
  const asked = accessFromFlags(args, "give --action and --resource, or --request FILE");
  if (!asked.ok) return asked;
  const [principal, resourceAccount] = [args.text("principal"), args.text("resource-account")];
  return attempt({
    ...asked.value,
    ...(principal !== undefined && { principal }),
    ...(resourceAccount !== undefined && { resourceAccount }),
  });
}

/** What the flags say of a request in addition to who makes it. */
export function accessFromFlags(
  args: Arguments,
  hint = "give --action and --resource",
): Attempt<Pick<Request, "action" | "resource" | "context">> {
  const [action, resource] = [args.text("action"), args.text("resource")];
  if (action === undefined || resource === undefined) {
    const missing = action === undefined ? "--action" : "--resource";
    return obstructed(usageProblem(`\`${missing}\` is missing`, hint));
  }
  if (!action.includes(":")) {
    return obstructed(
      usageProblem(`\`${action}\` is not an action`, "write it as service:Name, such as s3:GetObject"),
    );
  }
  const context = contextFromFlags(args.texts("context"));
  return context.ok ? attempt({ action, resource, context: context.value }) : context;
}

function contextFromFlags(flags: readonly string[]): Attempt<Request["context"]> {
  const context = new Map<string, ContextValue>();
  for (const flag of flags) {
    const [, key, list, value] = /^([^=]+?)(\[\])?=(.*)$/s.exec(flag) ?? [];
    if (key === undefined || value === undefined) {
      return obstructed(usageProblem(`\`--context\` cannot be \`${flag}\``, "write it as KEY=VALUE"));
    }
    const before = context.get(key);
    const single = before === undefined && list === undefined;
    context.set(key, single ? value : [before ?? [], value].flat());
  }
  return attempt(Object.fromEntries(context));
}

async function readRequestFile(file: string, io: Io, defaults: RequestDefaults): Promise<Result<Request>> {
  const bytes = await readBytes(file, io);
  const text = bytes.ok ? decodeText(bytes.value) : bytes;
  const node = text.ok ? parseJson(text.value) : text;
  return node.ok ? readRequest(node.value, defaults) : node;
}

async function readBytes(file: string, { stdin, cwd }: Io): Promise<Result<Uint8Array>> {
  if (file === "-") {
    const chunks: Uint8Array[] = [];
    for await (const chunk of stdin) chunks.push(chunk);
    return { ok: true, value: Buffer.concat(chunks), diagnostics: [] };
  }
  try {
    return { ok: true, value: await readFile(resolve(cwd, file)), diagnostics: [] };
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code ?? "unknown";
    const message = code === "ENOENT" ? "the file does not exist" : `the file cannot be read (${code})`;
    return failure({
      code: "unreadable-file",
      severity: "error",
      message,
      hint: "name a file with a request",
    });
  }
}
