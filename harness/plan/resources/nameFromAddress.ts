import type { Resource } from "./resource.js";

/** An example of a name that is known only after apply: the address, in the characters that names have. */
export const nameFromAddress = ({ address }: Resource): string =>
  address.replace(/"?\]/g, "").replace(/[^\w+=,.@-]+/g, "-");
