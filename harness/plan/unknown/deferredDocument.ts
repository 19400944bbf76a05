import { ownMember } from "../../../policies/text/ownMember.js";
import { readJson } from "../../../policies/text/readJson.js";
import { expressionValue, moduleScope, placeOf } from "../configuration/moduleScope.js";
import type { PlanContext } from "../configuration/resourceValue.js";
import { isCounted, PartialString, type PartialValue, Unknown } from "../hcl/partialValue.js";
import { originsOf, referencedResources } from "../resources/referencedResources.js";
import { resolveReferences } from "../resources/resolveReferences.js";
import { isMarked, type Resource, shownString } from "../resources/resource.js";
import { findInstances, type ResourceIndex } from "../resources/resourceIndex.js";
import type { MarkedDocument } from "./boundPolicy.js";
import { type DocumentHole, hasMark, holeMark } from "./holeMark.js";
import { markedString } from "./markedString.js";
import { markStatements } from "./markStatements.js";
import { renderDocument } from "./renderDocument.js";

/** Where the string of a policy is looked for. */
export interface PolicyText extends PlanContext {
  readonly from: Resource;
  readonly attribute: string;
}

/**
 * The document that an attribute will hold once apply has rendered the `aws_iam_policy_document` it refers to,
 * or has filled the template it is written as; undefined where neither shows its structure.
 *
 * The configuration in a plan has references and no functions: where it does not have the template, an
 * attribute that refers to one document alone counts as that document.
 */
export function deferredDocument({
  from,
  attribute,
  ...around
}: PolicyText): MarkedDocument | { readonly reason: string } | undefined {
  if (isMarked(from.sensitive, [attribute])) return undefined;
  const holes: DocumentHole[] = [];
  const written = ownMember(around.index.configuration.resource(from)?.expressions, attribute);
  const value = expressionValue(written, moduleScope(placeOf(from, around), around));
  // a known value that is not a document is made from one by a function, here or in another module
  const document = value === undefined ? documentBehind(from, attribute, around.index) : documentOf(value);
  const json =
    document === undefined
      ? value !== undefined && asDocument(markedString(value, holes))
      : rebuild(document, { ...around, holes, path: [] });
  if (typeof json === "object") return { json, holes };
  const reason = value instanceof Unknown ? value.about.reason : undefined;
  return reason === undefined ? undefined : { reason };
}

/** The document that a value is the JSON of, with nothing done to it. */
function documentOf(value: PartialValue | undefined): Resource | undefined {
  const attribute = value instanceof Unknown ? value.about.attribute : undefined;
  const isJson = attribute !== undefined && isDocument(attribute.of) && jsonAttributes.has(attribute.name);
  return isJson ? attribute.of : undefined;
}

const jsonAttributes: ReadonlySet<string> = new Set(["json", "minified_json"]);

function documentBehind(from: Resource, attribute: string, index: ResourceIndex): Resource | undefined {
  const { found } = referencedResources(from, attribute, index, { wanted: isDocument, named: () => [] });
  // a document that is rendered already is not what makes the attribute unknown
  return found.length === 1 && shownString(found[0]!, "json") === undefined ? found[0] : undefined;
}

const isDocument = ({ mode, type }: Pick<Resource, "mode" | "type">): boolean =>
  mode === "data" && type === "aws_iam_policy_document";

interface Building extends PlanContext {
  /** collects what is unknown */
  readonly holes: DocumentHole[];
  /** the documents this one is merged into, so that a circle ends */
  readonly path: readonly Resource[];
}

function rebuild(document: Resource, building: Building): unknown {
  const { index, holes, path } = building;
  if (path.includes(document) || hasSecret(document.sensitive)) return undefined;
  const rendered = shownString(document, "json");
  if (rendered !== undefined) return asDocument(rendered);
  if (isMarked(document.unknown, ["version"])) return undefined;
  const written = index.configuration.resource(document);
  const scope = { modules: document.modules, forEach: written?.for_each_expression };
  const mark = (references: readonly string[]): string => {
    const origins = resolveReferences(references, scope, index.configuration);
    const open = origins.filter(
      ({ settled, resource }) => !settled && !isKnown({ resource, document, index }),
    );
    return holeMark(holes.push({ refersTo: open.map(({ text }) => text) }) - 1);
  };
  const names = moduleScope(placeOf(document, building), building);
  const statement = markStatements(document, {
    written: { expressions: written?.expressions, names },
    mark,
    text: (value) => markedString(value, holes),
  });
  const merged = mergedDocuments(document, { ...building, path: [...path, document] });
  if (statement === undefined || merged === undefined) return undefined;
  const others = [...merged.sources, ...merged.overrides];
  const isMerged = others.length > 0 || path.length > 0;
  // a statement of unknown name may replace another, or be replaced
  if (isMerged && (hasUnknownSid(document) || others.some(hasUnknownSidMark))) return undefined;
  return renderDocument({ ...document.values, statement }, merged);
}

/** Whether a mask marks anything at all. */
const hasSecret = (mask: unknown): boolean =>
  mask === true || (typeof mask === "object" && mask !== null && Object.values(mask).some(hasSecret));

function hasUnknownSid({ unknown }: Resource): boolean {
  const masks = ownMember(unknown, "statement");
  return Array.isArray(masks) && masks.some((mask) => ownMember(mask, "sid") === true);
}

/** The same of a document that is made of a template. */
const hasUnknownSidMark = (document: unknown): boolean =>
  [ownMember(document, "Statement")].flat().some((statement) => {
    const sid = ownMember(statement, "Sid");
    return typeof sid === "string" && hasMark(sid);
  });

interface Reference {
  readonly resource: Parameters<typeof findInstances>[0]["resource"];
  readonly document: Resource;
  readonly index: ResourceIndex;
}

/** True for a reference whose value the plan already shows: it is not what is unknown. */
function isKnown({ resource, document, index }: Reference): boolean {
  const [attribute] = resource?.attributes ?? [];
  if (resource === undefined || attribute === undefined) return false;
  const instances = findInstances(
    { text: "", resource, settled: false },
    { resource: document, sameKey: false },
    index,
  );
  return (
    instances.length > 0 && instances.every((instance) => shownString(instance, attribute) !== undefined)
  );
}

function mergedDocuments(document: Resource, building: Building) {
  const sources = [
    ...mergedList(document, "source_json", building),
    ...mergedList(document, "source_policy_documents", building),
  ];
  const overrides = [
    ...mergedList(document, "override_policy_documents", building),
    ...mergedList(document, "override_json", building),
  ];
  return [...sources, ...overrides].includes(undefined) ? undefined : { sources, overrides };
}

/** The documents of a list in order, undefined for one that is unknown. */
function mergedList(document: Resource, attribute: string, building: Building): readonly unknown[] {
  const value = ownMember(document.values, attribute);
  const isUnknown = isMarked(document.unknown, [attribute]);
  const isLeftOut = value === "" && isMarked(document.sensitive, [attribute]);
  if (!isUnknown && !isLeftOut && (value === undefined || value === null || value === "")) return [];
  const texts: readonly unknown[] = isUnknown ? [null] : [value].flat();
  const isHidden = (at: number) =>
    isMarked(document.unknown, [attribute, at]) || isMarked(document.sensitive, [attribute, at]);
  if (texts.every((text, at) => typeof text === "string" && !isHidden(at)))
    return texts.map((text) => asDocument(String(text)));
  const written = ownMember(building.index.configuration.resource(document)?.expressions, attribute);
  const all = expressionValue(written, moduleScope(placeOf(document, building), building));
  if (all !== undefined)
    return isCounted(all)
      ? all.map((one) => writtenDocument(one, building))
      : [writtenDocument(all, building)];
  const referred = referredDocuments(document, attribute, building.index);
  return texts.map((text, at) => {
    if (typeof text === "string" && !isHidden(at)) return asDocument(text);
    // only a list of as many references as elements can be read one by one
    const meant = referred.length === texts.length ? referred[at] : undefined;
    return meant?.length === 1 ? rebuild(meant[0]!, building) : undefined;
  });
}

/** One document of a list that is written out; undefined, as for an empty string, where it is unknown. */
function writtenDocument(value: PartialValue, building: Building): unknown {
  const document = documentOf(value);
  if (document !== undefined) return rebuild(document, building);
  return typeof value === "string" || value instanceof PartialString
    ? asDocument(markedString(value, building.holes))
    : undefined;
}

const referredDocuments = (document: Resource, attribute: string, index: ResourceIndex) =>
  originsOf(document, attribute, index).map((origin) =>
    origin.resource !== undefined && isDocument(origin.resource)
      ? findInstances(origin, { resource: document, sameKey: true }, index)
      : undefined,
  );

/** Strings that a plan merges may nest without end, as the plan around them may not. */
const asDocument = (text: string): unknown => readJson(text) ?? undefined;
