import { compareUtf8 } from "./compareUtf8.js";
import {
  failed,
  isCounted,
  isList,
  isMap,
  isSet,
  type PartialMap,
  PartialSet,
  PartialString,
  type PartialValue,
  Unknown,
  unknownFrom,
} from "./partialValue.js";
import type { HclFunction } from "./stringFunctions.js";
import { unifyTypes } from "./unifyTypes.js";

/** The functions over lists, sets, maps and objects, by name. */
export const collectionFunctions: Readonly<Record<string, HclFunction>> = {
  concat: (lists) => (lists.some(isScalar) ? failed : spliced("concat", lists)),
  flatten: ([list]) => (list !== undefined && isList(list) ? spliced("flatten", list.map(flat)) : undefined),
  merge: (maps) => {
    const given = maps.filter((map) => map !== null);
    return given.every(isMap) ? (Object.fromEntries(given.flatMap(Object.entries)) as PartialMap) : undefined;
  },
  lookup: ([map, name, otherwise], evaluation) => {
    if (map === undefined || !isMap(map) || typeof name !== "string") return undefined;
    if (Object.hasOwn(map, name)) return map[name]!;
    if (otherwise === undefined) return failed;
    return unifyTypes([...Object.values(map), otherwise], evaluation) ? otherwise : undefined;
  },
  element: ([list, index]) => {
    const isIndex = typeof index === "number" && Number.isInteger(index) && index >= 0;
    if (list === undefined || !isCounted(list) || isSet(list) || !isIndex) return undefined;
    return list.length === 0 ? failed : list[index % list.length]!;
  },
  length: ([value]) => {
    if (value === undefined || !(isCounted(value) || isMap(value))) return undefined;
    return Object.keys(value).length;
  },
  keys: ([map]) => (map !== undefined && isMap(map) ? Object.keys(map).toSorted(compareUtf8) : undefined),
  values: ([map]) => {
    if (map === undefined || !isMap(map)) return undefined;
    return Object.keys(map)
      .toSorted(compareUtf8)
      .map((name) => map[name]!);
  },
  contains: ([list, item]) => {
    const isPlain = (value: PartialValue | undefined) =>
      typeof value === "string" || typeof value === "number";
    return list !== undefined && isList(list) && [...list, item].every(isPlain)
      ? list.includes(item as string)
      : undefined;
  },
  compact: ([list]) => {
    if (list === undefined || !isList(list)) return undefined;
    if (!list.every((item) => item === null || typeof item === "string" || item instanceof Unknown))
      return undefined;
    // an unknown string may be empty and left out
    return list
      .filter((item) => item !== null && item !== "")
      .map((item) => (item instanceof Unknown && !isFull(item) ? many(item) : item));
  },
  distinct: ([list]) => (isPlainList(list) ? [...new Set(list)] : undefined),
  tolist: ([list], evaluation) => {
    if (list === undefined || !isList(list)) return list instanceof Unknown ? list : undefined;
    return unifyTypes(list, evaluation) ? [...list] : undefined;
  },
  tomap: ([map], evaluation) => {
    if (map === undefined || !isMap(map)) return map instanceof Unknown ? map : undefined;
    return unifyTypes(Object.values(map), evaluation) ? map : undefined;
  },
  toset: ([list]) => (list instanceof Unknown ? list : setOf(list)),
};

const isScalar = (value: PartialValue): boolean =>
  typeof value === "string" ||
  typeof value === "number" ||
  typeof value === "boolean" ||
  value instanceof PartialString;

/** An ARN or a document is never an empty string. */
const isFull = ({ about }: Unknown): boolean =>
  about.pattern !== undefined || ["arn", "json", "minified_json"].includes(about.attribute?.name ?? "");

/** An unknown list is any number of unknown items. */
const many = (open: Unknown): Unknown => unknownFrom(open.about.source, [open], true);

function spliced(source: string, lists: readonly PartialValue[]): PartialValue | undefined {
  if (!lists.every((list) => isList(list) || list instanceof Unknown)) return undefined;
  return lists.flatMap((list) => (isList(list) ? list : [unknownFrom(source, [list], true)]));
}

/** An item of a list that may itself be one. */
function flat(item: PartialValue): PartialValue {
  if (isList(item))
    return item.map(flat).flatMap((inner) => (isList(inner) ? inner : [many(inner as Unknown)]));
  return item instanceof Unknown ? item : [item];
}

const isPlainList = (list: PartialValue | undefined): list is readonly string[] =>
  list !== undefined && isList(list) && list.every((item) => typeof item === "string");

/** A set is in the order of its strings, each of them once. */
export function setOf(list: PartialValue | undefined): PartialValue | undefined {
  if (isPlainList(list)) return PartialSet.from([...new Set(list)].toSorted(compareUtf8));
  return list !== undefined && isCounted(list) && list.length < 2 ? PartialSet.from(list) : undefined;
}
