/** A type as terraform writes it in schemas. */
export type ValueType =
  | "string"
  | "number"
  | "bool"
  | readonly ["list" | "set" | "map", ValueType]
  | readonly ["object", Readonly<Record<string, ValueType>>];

export interface AttributeSchema {
  readonly type: ValueType;
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
}

export interface NestedSchema {
  readonly nesting: "single" | "list" | "set" | "map";
  readonly block: BlockSchema;
  readonly required: boolean;
  /** true when there is at most one */
  readonly lone: boolean;
}

/** The attributes and nested blocks of a resource type. */
export interface BlockSchema {
  readonly attributes: ReadonlyMap<string, AttributeSchema>;
  readonly blocks: ReadonlyMap<string, NestedSchema>;
}
