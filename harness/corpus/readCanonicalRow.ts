import type { Decision, Request } from "../../policies/language/request.js";

/** A case without its policies, which only their JSON identifies. */
export interface CanonicalRow {
  readonly id: string;
  readonly request: Request;
  readonly expected: Decision;
  readonly policiesText: string;
}

const policiesKey = ',"policies":';
const requestKey = ',"request":';

/** A JSON string without escapes; one with an escape is for {@link readRow}. */
const text = '"[^"\\\\\\x00-\\x1f]*"';
const nonEmpty = '"([^"\\\\\\x00-\\x1f]+)"';
const value = `(?:${text}|\\[(?:${text}(?:,${text})*)?\\])`;
const context = `\\{(?:${text}:${value}(?:,${text}:${value})*)?\\}`;

const headPattern = new RegExp(`^\\{"id":(${text})(?:,"description":${text})?$`);
const tailPattern = new RegExp(
  `^,"request":\\{"principal":${nonEmpty},"action":${nonEmpty},"resource":${nonEmpty},` +
    `"resourceAccount":${nonEmpty},"context":(${context})\\},` +
    '"expected":"(allowed|explicitDeny|implicitDeny)"(.*)\\}$',
);

/**
 * Reads a line that is written as `corpus generate` writes it, without looking into its policies; several
 * times faster than {@link readRow}. Undefined for every other line, valid or not: it is for readRow then.
 *
 * The keys before and after the policies are matched one by one, so none is nested, hidden or there twice.
 * That `policiesText` is a whole JSON value is for the caller to ensure: the same string was read before.
 */
export function readCanonicalRow(line: string): CanonicalRow | undefined {
  const start = line.indexOf(policiesKey);
  const end = line.indexOf(requestKey, start);
  if (start < 0 || end < 0) return undefined;
  const head = headPattern.exec(line.slice(0, start));
  const tail = head && tailPattern.exec(line.slice(end));
  if (!tail) return undefined;
  const [
    ,
    principal = "",
    action = "",
    resource = "",
    resourceAccount = "",
    contextText = "",
    expected,
    rest = "",
  ] = tail;
  const read = readContext(contextText);
  if (read === undefined || !action.includes(":") || !isHarmless(rest)) return undefined;
  return {
    id: head[1]!.slice(1, -1),
    request: { principal, action, resource, resourceAccount, context: read },
    expected: expected as Decision,
    policiesText: line.slice(start + policiesKey.length, end),
  };
}

/** Undefined where a key occurs twice: JSON.parse would let the last one win. */
function readContext(written: string): Request["context"] | undefined {
  if (written === "{}") return {};
  const parsed = JSON.parse(written) as Request["context"];
  return JSON.stringify(parsed) === written ? parsed : undefined;
}

const laterKeys: ReadonlySet<string> = new Set(["origin", "confidence", "rule", "page"]);
const knownRests = new Set<string>([""]);
const mostRests = 1024;

/** What follows the decision: whole members with keys that do not belong to the case. */
function isHarmless(rest: string): boolean {
  if (knownRests.has(rest)) return true;
  const members = rest.startsWith(",") ? parsed(`{${rest.slice(1)}}`) : undefined;
  if (members === undefined || !Object.keys(members).every((key) => laterKeys.has(key))) return false;
  if (knownRests.size >= mostRests) knownRests.clear();
  knownRests.add(Buffer.from(rest).toString()); // a copy: a slice would keep the whole chunk it was cut from
  return true;
}

function parsed(json: string): object | undefined {
  try {
    const members = JSON.parse(json) as object;
    return JSON.stringify(members) === json ? members : undefined;
  } catch {
    return undefined;
  }
}
