/** The arguments of a command, checked against its table of options. */
export class Arguments {
  readonly operands: readonly string[];
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(operands: readonly string[], values: ReadonlyMap<string, readonly string[]>) {
    this.operands = operands;
    this.#values = values;
  }

  /** True when the flag is given. */
  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** The value of a flag; undefined when it is not given. */
  text(name: string): string | undefined {
    return this.#values.get(name)?.at(-1);
  }

  /** Every value of a repeatable flag, in the order given. */
  texts(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  /** The value of a flag that takes a whole number. */
  number(name: string, otherwise: number): number {
    const text = this.text(name);
    return text === undefined ? otherwise : Number(text);
  }
}
