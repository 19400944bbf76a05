import { ownMember } from "../../../policies/text/ownMember.js";
import { originsOf } from "../resources/referencedResources.js";
import { isMarked, type Resource } from "../resources/resource.js";
import type { ResourceIndex } from "../resources/resourceIndex.js";
import { type DocumentHole, holeMark } from "../unknown/holeMark.js";

type Path = readonly (string | number)[];

/** Reads attributes of a resource as strings, with a mark in the place of what is unknown or not to be shown. */
export class AttributeReader {
  /** the holes of the marks made so far */
  readonly holes: DocumentHole[] = [];
  readonly #resource: Resource;
  readonly #index: ResourceIndex;

  constructor(resource: Resource, index: ResourceIndex) {
    this.#resource = resource;
    this.#index = index;
  }

  /** The strings of an attribute that holds one or a list of them, without null and empty strings. */
  texts(...path: Path): readonly string[] {
    if (this.isHidden(...path)) return [this.#mark(path)];
    const value = this.#value(path);
    const items = Array.isArray(value) ? value : [value];
    return items.flatMap((item, index) => {
      if (this.isHidden(...path, index)) return [this.#mark(path)];
      return typeof item === "string" && item !== "" ? [item] : [];
    });
  }

  /** Of the blocks of one name. */
  indices(block: string): readonly number[] {
    const value = this.#value([block]);
    return Array.isArray(value) ? [...value.keys()] : [];
  }

  /** The keys of a map. */
  keys(...path: Path): readonly string[] {
    const value = this.isHidden(...path) ? undefined : this.#value(path);
    return typeof value === "object" && value !== null ? Object.keys(value) : [];
  }

  isHidden(...path: Path): boolean {
    return isMarked(this.#resource.unknown, path) || isMarked(this.#resource.sensitive, path);
  }

  #value(path: Path): unknown {
    return path.reduce<unknown>(ownMember, this.#resource.values);
  }

  #mark([name]: Path): string {
    const origins = originsOf(this.#resource, String(name), this.#index).filter(({ settled }) => !settled);
    this.holes.push({ refersTo: origins.map(({ text }) => text) });
    return holeMark(this.holes.length - 1);
  }
}
