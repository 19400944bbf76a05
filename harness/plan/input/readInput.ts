import { type Diagnostic, failure, type Result, success } from "../../../policies/text/diagnostic.js";
import { jsonNesting } from "../../../policies/text/jsonNesting.js";
import { locateJsonFault } from "../../../policies/text/locateJsonFault.js";
import { maximumNesting } from "../../../policies/text/readJson.js";
import type { Input } from "../resources/input.js";
import { classifyInput, planLog } from "./classifyInput.js";
import { type Condensed, condensePlan } from "./condensePlan.js";
import { decodeFile, encodingOf } from "./decodeFile.js";
import { jsonSyntaxHint } from "./jsonSyntaxHint.js";
import { showPlanCommand } from "./showPlanCommand.js";
import { stripWrapperLines } from "./stripWrapperLines.js";

/** From here on, reading one resource after the other takes less memory than reading all of them at once. */
const largeInput = 64 * 1024 * 1024;

/**
 * Reads a plan, a state or a policy document from the bytes of a file, distinguished by content alone.
 *
 * UTF-16, byte order marks and the lines of setup-terraform's wrapper are simply read. Anything else is one
 * diagnostic that says what was seen and which command makes the right input; it never quotes the input,
 * which may hold secrets.
 *
 * @param name how users call the file; used in messages
 *
 * Source: https://developer.hashicorp.com/terraform/internals/json-format
 */
export function readInput(bytes: Uint8Array, name: string): Result<Input> {
  const binary = binaries.find(({ magic }) => magic.every((byte, index) => bytes[index] === byte));
  if (binary !== undefined) return refuse(name, binary);
  if (bytes.length > largeInput && encodingOf(bytes) === "utf-8") return readLargeInput(bytes, name);
  const decoded = decodeFile(
    bytes,
    name,
    "save it as UTF-8, or make it again with `terraform show -json tfplan`",
  );
  if (!decoded.ok) return decoded;
  const text = stripWrapperLines(decoded.value);
  const known = texts.find(({ pattern }) => pattern.test(text));
  return known === undefined ? readJson(text, name) : refuse(name, known);
}

interface Refusal extends Pick<Diagnostic, "code" | "position"> {
  /** the rest of a sentence that begins with the name of the file */
  readonly is: string;
  readonly hint: string;
}

const refuse = (name: string, { code, is, hint, position }: Refusal): Result<never> =>
  failure({ code, severity: "error", message: `\`${name}\` ${is}`, hint, ...(position && { position }) });

const binaries = [
  {
    magic: [0x50, 0x4b, 0x03, 0x04],
    code: "binary-plan",
    is: "is a binary plan file",
    hint: `turn it into JSON: ${showPlanCommand}`,
  },
  { magic: [0x1f, 0x8b], code: "compressed", is: "is compressed with gzip", hint: "unpack it with `gunzip`" },
] as const;

const texts = [
  { pattern: /^\s*$/, code: "empty-file", is: "is empty", hint: `make it again: ${showPlanCommand}` },
  {
    pattern: /^\s*<(?:!doctype|html|head|body|\?xml)/i,
    code: "html",
    is: "holds HTML or XML, not JSON, such as a login or error page saved in place of the plan",
    hint: `make the plan with ${showPlanCommand}`,
  },
  {
    pattern: /^[^{"]*(?:Terraform used the selected|Terraform will perform|No changes\.|: Refreshing state)/,
    code: "plan-text",
    is: "is the output that `terraform plan` prints on the terminal",
    hint: `save the plan and show it: \`terraform plan -out=tfplan\`, then ${showPlanCommand}`,
  },
] as const;

const tooDeep: Refusal = {
  code: "too-deep",
  is: `nests deeper than ${maximumNesting} levels`,
  hint: `no plan does that: make it again with ${showPlanCommand}`,
};

function readJson(text: string, name: string): Result<Input> {
  if (jsonNesting(text) > maximumNesting) {
    return refuse(name, tooDeep);
  }
  const parsed = parse(text);
  if (!parsed.ok) return refuse(name, broken(text));
  const classified = classifyInput(parsed.value, text);
  return "input" in classified ? success(classified.input, classified.notes) : refuse(name, classified);
}

/** {@link readInput} for a plan or state of any length, one resource at a time. */
export function readLargeInput(bytes: Uint8Array, name: string): Result<Input> {
  const condensed = condensePlan(bytes, { maximumDepth: maximumNesting });
  if (!condensed.ok) return refuse(name, largeFault(bytes, condensed));
  const classified = classifyInput(condensed.value, "");
  if (!("input" in classified)) return refuse(name, classified);
  return classified.input.kind === "policy"
    ? refuse(name, { code: "too-large", is: "is larger than any policy", hint: "AWS takes none above 20 kB" })
    : success(classified.input, classified.notes);
}

function largeFault(bytes: Uint8Array, { kind, offset }: Condensed & { readonly ok: false }): Refusal {
  const place = `byte ${offset} of ${bytes.length}`;
  if (kind === "cut-off") {
    return {
      code: kind,
      is: "is cut off",
      hint: `make it again, and wait for the command to end: ${showPlanCommand}`,
    };
  }
  if (kind === "too-deep") return tooDeep;
  if (kind === "trailing" && bytes[offset] === 0x7b) {
    return {
      code: "several-documents",
      is: `holds several JSON documents: the second one begins in ${place}`,
      hint: "give each plan in a separate file",
    };
  }
  if (kind === "encoding")
    return {
      code: "invalid-encoding",
      is: `is not valid UTF-8 at ${place}`,
      hint: `make it again: ${showPlanCommand}`,
    };
  if (kind === "too-large")
    return {
      code: kind,
      is: `holds more than 512 MB in one piece in ${place}`,
      hint: "keep only the IAM resources of the plan",
    };
  return { code: "not-json", is: `is not JSON in ${place}`, hint: `make it with ${showPlanCommand}` };
}

function parse(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    // V8's message quotes the input, which may hold a secret
    return { ok: false };
  }
}

function broken(text: string): Refusal {
  const fault = locateJsonFault(text);
  if (fault === undefined) throw new Error("JSON.parse refuses a document in which no fault is found");
  const { kind, position } = fault;
  const place = `line ${position.line}, column ${position.column}`;
  if (kind === "cut-off") {
    const is = `is cut off: the JSON breaks off in ${place}`;
    return {
      code: "cut-off",
      is,
      hint: `make it again, and wait for the command to end: ${showPlanCommand}`,
      position,
    };
  }
  if (kind === "trailing" && isLog(text.slice(0, position.offset))) return planLog;
  if (kind === "trailing" && /^[{[]/.test(text.slice(position.offset))) {
    const is = `holds several JSON documents: the second one begins in ${place}`;
    return { code: "several-documents", is, hint: "give each plan in a separate file", position };
  }
  const hint = jsonSyntaxHint(text, position.offset);
  return { code: "not-json", is: `is not JSON from ${place} on`, hint, position };
}

function isLog(firstLine: string): boolean {
  const first = parse(firstLine);
  const classified = first.ok ? classifyInput(first.value, "") : undefined;
  return classified === planLog;
}
