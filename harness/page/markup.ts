/** A part of a page as plain data: printed by node, or made into nodes by the script of the page. */
export interface Markup {
  readonly tag: string;
  /** in order; `undefined` and `false` are left out, `true` is an attribute without a value */
  readonly attributes: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly children: readonly MarkupChild[];
}

/** A string is shown as it is, and is never read as markup. */
export type MarkupChild = Markup | string;

/** Makes one element. */
export const h = (
  tag: string,
  attributes: Markup["attributes"] = {},
  ...children: readonly MarkupChild[]
): Markup => ({ tag, attributes, children });

/** A string with code between backticks: `allowed by \`s3:*\``. */
export const withCode = (text: string): readonly MarkupChild[] =>
  text
    .split("`")
    .map((part, index) => (index % 2 === 1 ? h("code", {}, part) : part))
    .filter((part) => part !== "");
