/**
 * How planproof reads a value: as a string, number or flag, or a list of them (`value`), also where it is sensitive
 * (`role`), or also the constant that is written (`written`); as a map of these with any keys (`map`), as a policy
 * (`document`), as the blocks of a policy (`blocks`), as JSON of which the roles count (`roles`), or only whether it is
 * there (`presence`).
 */
export type Reading = "value" | "role" | "written" | "map" | "document" | "blocks" | "roles" | "presence";

/** An attribute of a type that is read; a path leads through blocks, `target.role_arn`. */
export type ReadRow = readonly [type: string, path: string, as?: Reading, member?: string];
