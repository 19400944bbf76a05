import { posix } from "node:path";
import { readText } from "../repository.js";

/** One name that a door hands on. */
export interface DoorExport {
  /** the name that users import */
  readonly name: string;
  /** the name in its file */
  readonly local: string;
  /** the file that declares it */
  readonly file: string;
  /** true where the door exports it as a type only */
  readonly isType: boolean;
}

/** Every export of a door, sorted by name. */
export const doorExports = (door: string): readonly DoorExport[] =>
  [...readText(door).matchAll(/^export (type )?\{([^}]*)\} from "([^"]+)";/gm)]
    .flatMap(([, typesOnly, names, from]) => {
      const file = posix.join(posix.dirname(door), from!.replace(/\.js$/, ".ts"));
      return names!
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== "")
        .map((clause) => exportOf(clause, { file, isType: typesOnly !== undefined }));
    })
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));

function exportOf(clause: string, { file, isType }: Pick<DoorExport, "file" | "isType">): DoorExport {
  const [, type, local, name = local] = /^(type )?([\w$]+)(?: as ([\w$]+))?$/.exec(clause) ?? [];
  if (local === undefined || name === undefined) throw new Error(`an export that is not a name: ${clause}`);
  return { name, local, file, isType: isType || type !== undefined };
}

/** The docstring of an export in its source file, without the comment marks; undefined where it has none. */
export function docstringOf({ local, file }: DoorExport): string | undefined {
  const declaration = new RegExp(
    `^/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\n(?:@.*\\n)?export (?:declare )?(?:abstract )?(?:async )?(?:function\\*?|const|class|interface|type) ${local}\\b`,
    "m",
  );
  return declaration
    .exec(readText(file))?.[1]
    ?.replaceAll(/^ ?\* ?/gm, "")
    .trim();
}

/** The blocks of TypeScript after `@example` in a docstring. */
export const examplesIn = (docstring: string): readonly string[] =>
  [...docstring.matchAll(/^@example.*\n```ts\n([\s\S]*?)^```/gm)].map(([, code]) => code!);
