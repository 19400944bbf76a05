/** A policy document, or a configuration of Terraform in JSON whose policies are written out as objects. */
export type Example = { readonly Statement: unknown } | { readonly resource: unknown };

/** An example as `check` reads it: policies are strings in a configuration. */
export const exampleSource = (example: Example): string =>
  JSON.stringify("Statement" in example ? example : withStrings(example));

function withStrings(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withStrings);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isPolicy(inner) ? JSON.stringify(inner) : withStrings(inner),
    ]),
  );
}

const isPolicy = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "Statement" in value;
