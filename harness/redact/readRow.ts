/**
 * How planproof reads a value: as a string, number or flag, or a list of them (`value`), as a map of these with any
 * keys (`map`), as a policy (`document`), as blocks with all that is in them (`blocks`), as JSON of which the roles
 * count (`roles`), or only whether it is there (`presence`).
 */
export type Reading = "value" | "map" | "document" | "blocks" | "roles" | "presence";

/** An attribute of a type that is read; a path leads through blocks, `target.role_arn`. */
export type ReadRow = readonly [type: string, path: string, as?: Reading, member?: string];
