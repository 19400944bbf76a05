/** A piece of a template: a string as it is, or what is inside `${` and `}`. */
export type Part = string | Expression;

/** An expression of terraform with its source. */
export type Expression = { readonly source: string } & (
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "template"; readonly parts: readonly Part[] }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [Expression, Expression])[] }
  | Call
  /** `aws_s3_bucket.data["a"].arn`: a name, and what is asked of it */
  | { readonly kind: "traversal"; readonly root: string; readonly keys: readonly Expression[] }
  /** the same of something that is not a name: `merge(a, b).c` */
  | { readonly kind: "access"; readonly of: Expression; readonly keys: readonly Expression[] }
  /** `of[*].a.b` */
  | { readonly kind: "splat"; readonly of: Expression; readonly keys: readonly Expression[] }
  | { readonly kind: "choice"; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | Operation
  | Loop
  /** what is not looked into: directives, heredocs in code, functions of providers */
  | { readonly kind: "other" }
);

interface Call {
  readonly kind: "call";
  readonly name: string;
  readonly inputs: readonly Expression[];
  /** `f(list...)`: the last input is a list of inputs */
  readonly spreads: boolean;
}

interface Operation {
  readonly kind: "operation";
  readonly operator: string;
  /** one for `!a` and `-a` */
  readonly operands: readonly Expression[];
}

/** `[for key, value in over : makes if test]`, and with a `name` for each member of an object. */
interface Loop {
  readonly kind: "loop";
  readonly key?: string;
  readonly value: string;
  readonly over: Expression;
  readonly name?: Expression;
  readonly makes: Expression;
  readonly test?: Expression;
  /** `...`: members of one name are a list */
  readonly groups: boolean;
}
